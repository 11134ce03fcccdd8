import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Method } from '../../../protocol/methods';
import { renderFindings } from '../../../server/cli/renderFindings';
import { runChecks } from '../../../server/cli/runChecks';
import { ConfigurationError } from '../../../server/system/ConfigurationError';
import { loadConfiguration } from '../../../server/config/loadConfiguration';
import type { App } from '../../../server/App';
import { createApp } from '../../../server/createApp';
import { listChecks } from '../../../server/cli/listChecks';
import { createLogger } from '../../../server/http/createLogger';
import { systemClock } from '../../../server/system/Clock';
import type { Language } from '../../../server/system/Message';
import type { Simulator } from '../../../server/telephony/simulator/Simulator';
import { simulatorOf } from '../../../server/telephony/simulator/simulatorOf';
import { eventually } from '../../server/support/eventually';
import type { FullStatus } from '../../server/support/startBackend';
import { FakeTimer } from '../../support/FakeTimer';
import { PATIENCE_MS } from '../../support/patience';

const root = join(__dirname, '../../..');
const KEY = 'a-secret-key-of-the-guides';
const anna = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };

/** Public host name of the backend in the guides. */
const OUTSIDE = 'https://telephony.example.com';

const readFile = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/**
 * A machine on which somebody follows a guide: a folder in the place of `/etc/asteriskng` and `/var/lib/asteriskng`,
 * and the guide's far end in the place of the vendor's.
 */
export class Installation {
  readonly timer = new FakeTimer();
  readonly log: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'asteriskng-guide-'));
  private app: App | null = null;

  /**
   * @param places what the guide names -> what stands for it in the test
   * @param language of the machine's locale: the backend's messages follow it
   */
  constructor(
    private readonly places: Readonly<Record<string, string>>,
    private readonly language: Language = 'en',
  ) {
    for (const name of ['etc', 'lib']) mkdirSync(join(this.folder, name));
    // As after step 4 of INSTALL without step 3.
    writeFileSync(this.path('secrets.env'), `ASTERISKNG_SECRET_KEYS=${KEY}\nASTERISKNG_AMI_SECRET=\n`);
  }

  /** A file of the guide's `/etc/asteriskng`. */
  path(name: string): string {
    return join(this.folder, 'etc', name);
  }

  /** Writes the settings of the guide, with limits for the many requests of a test. */
  configure(yaml: string): void {
    const limits = 'http: { limits: { requestsPerMinute: 100000 } }\n';
    writeFileSync(this.path('server.yaml'), this.placed(yaml) + limits);
  }

  /** Sets settings or secrets that differ from the guide or are not in it. */
  change(name: 'server.yaml' | 'secrets.env', from: string | RegExp, to: string): void {
    const before = readFileSync(this.path(name), 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${name} has no ${String(from)}`);
    writeFileSync(this.path(name), after);
  }

  /** Adds a section of the guide to the settings. */
  add(yaml: string): void {
    appendFileSync(this.path('server.yaml'), this.placed(yaml));
  }

  /** Runs commands of the guide in a shell. @returns their output, with the names of the guide */
  async run(commands: string): Promise<string> {
    const LANG = this.language === 'ru' ? 'ru_RU.UTF-8' : 'C.UTF-8';
    const child = spawn('bash', ['-c', this.placed(commands)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // LC_ALL and LC_MESSAGES of this machine would override LANG.
      env: { ...process.env, LC_ALL: '', LC_MESSAGES: '', LANG },
    });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return Object.entries(this.places).reduce(
      (said, [name, place]) => said.replaceAll(place, name),
      (out + err).replaceAll(join(this.folder, 'etc'), '/etc/asteriskng'),
    );
  }

  /** Output of `check`, or the faults of the settings; runs in this process, since it is called often. */
  async check(): Promise<string> {
    try {
      const checks = listChecks(this.load(), {
        clock: systemClock,
        readFile,
        logger: createLogger('silent'),
      });
      const { lines } = renderFindings(
        await runChecks(checks, AbortSignal.timeout(PATIENCE_MS)),
        this.language,
      );
      return lines.join('\n');
    } catch (error) {
      if (error instanceof ConfigurationError) return error.text[this.language];
      throw error;
    }
  }

  /** Starts the backend with the settings of the guide; its address replaces the public one in commands. */
  async start(): Promise<void> {
    const logger = createLogger('debug', { write: (line: string) => void this.log.push(line) });
    this.app = await createApp(this.load(), { clock: this.timer, logger });
    await this.app.start();
    Object.assign(this.places, { [OUTSIDE]: await this.app.http.listen({ host: '127.0.0.1', port: 0 }) });
  }

  /** Replaces paths and addresses of the guide by those of this test; after the start the public address is the backend's. */
  placed(text: string): string {
    const folders = {
      // Runs the release's command from the sources.
      'runuser -u asteriskng -- node /opt/asteriskng/main.js': `${root}/node_modules/.bin/tsx ${root}/server/main.ts`,
      '/etc/asteriskng': join(this.folder, 'etc'),
      '/var/lib/asteriskng': join(this.folder, 'lib'),
    };
    return Object.entries({ ...this.places, ...folders }).reduce(
      (said, [name, place]) => said.replaceAll(name, place),
      text,
    );
  }

  get simulator(): Simulator | null {
    return this.app === null ? null : simulatorOf(this.app);
  }

  /** Calls a method of the wire as Anna's widget. @returns its result, or the name of the exception */
  async ask<Result>(method: Method, params: object = {}): Promise<Result> {
    if (this.app === null) throw new Error('not started');
    const json = JSON.stringify({ headers: anna, content: { id: 7, jsonrpc: '2.0', method, params } });
    const response = await this.app.http.inject({
      method: 'POST',
      url: `/asterisk_ng?secret_key=${KEY}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ json }).toString(),
    });
    const { content } = response.json<{ content: { result: { result: Result; exception: Result } } }>();
    return content.result.result ?? content.result.exception;
  }

  /** Waits until Anna's calls are in these phases. */
  async phases(wanted: string): Promise<string> {
    let last = '';
    const look = async (): Promise<string> => {
      const { calls } = await this.ask<FullStatus>('get_agent_status', { current_status: null });
      return calls.map(({ phase, end_reason: why }) => (why === null ? phase : `${phase} ${why}`)).join(', ');
    };
    const end = performance.now() + PATIENCE_MS;
    while (last !== wanted && performance.now() < end) {
      last = await look();
      await new Promise(setImmediate);
    }
    return last;
  }

  /** Waits for a line of the log. */
  logged(words: string): Promise<string> {
    return eventually(words, () => this.log.find((line) => line.includes(words)));
  }

  async close(): Promise<void> {
    await this.app?.close();
    rmSync(this.folder, { recursive: true });
  }

  private load(): ReturnType<typeof loadConfiguration> {
    const env: Record<string, string> = { ASTERISKNG_CONFIG: this.path('server.yaml') };
    for (const line of readFileSync(this.path('secrets.env'), 'utf8').trim().split('\n')) {
      const end = line.indexOf('=');
      env[line.slice(0, end)] = line.slice(end + 1);
    }
    return loadConfiguration(env, readFile);
  }
}
