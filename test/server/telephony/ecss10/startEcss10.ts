import type { Method } from '../../../../protocol/methods';
import { createApp } from '../../../../server/createApp';
import { createEcss10 } from '../../../../server/telephony/ecss10/node/createEcss10';
import type { CallEvent } from '../../../../server/calls/CallEvent';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import type { TelephonyListener } from '../../../../server/calls/Telephony';
import {
  parseConfiguration,
  type Configuration,
  type ConfigurationInput,
} from '../../../../server/config/Configuration';
import { createLogger } from '../../../../server/http/createLogger';
import type { Ecss10Settings } from '../../../../server/telephony/ecss10/ecss10Settings';
import type { Ecss10Telephony } from '../../../../server/telephony/ecss10/Ecss10Telephony';
import type { FakeEcss10 } from '../../../support/ecss10/FakeEcss10';
import { FakeTimer } from '../../../support/FakeTimer';
import { eventually } from '../../support/eventually';
import type { FullStatus } from '../../support/startBackend';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATIENCE_MS } from '../../../support/patience';

const KEY = 'a-secret-key-of-the-test';
export const anna = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };
export const boris = { amouser_email: 'boris@example.com', amouser_id: 2, widget_version: '1.0.0' };

/** The configuration of a backend at this softswitch. @param settings of its telephony @param more of the rest */
export function configurationAt(
  ecss: FakeEcss10,
  settings: object = {},
  more: Partial<ConfigurationInput> = {},
): Configuration {
  const telephony = {
    driver: 'ecss10',
    address: 'localhost',
    port: ecss.port,
    domain: 'biysk.local',
    clientId: 'tester',
    apiKey: ecss.key,
    kind: ecss.kind,
    caFile: 'call_api.crt',
    ...settings,
  } as never;
  return parseConfiguration({
    secretKeys: [KEY],
    // The test asks for the status far more often than a widget.
    http: { limits: { requestsPerMinute: 100_000 } },
    agents: [
      { email: 'anna@example.com', amouserId: 1, extension: '240101', name: 'Анна Смирнова' },
      { email: 'boris@example.com', amouserId: 2, extension: '240102', name: 'Борис Орлов' },
    ],
    telephony,
    ...more,
  });
}

/** A backend whose telephone system is the simulated softswitch; both talk over TLS sockets. */
export class Ecss10Backend {
  readonly timer = new FakeTimer();
  readonly log: string[] = [];
  private folder = '';

  private constructor(
    readonly ecss: FakeEcss10,
    private app: Awaited<ReturnType<typeof createApp>> | null = null,
  ) {}

  static async start(
    ecss: FakeEcss10,
    settings: object = {},
    more: Partial<ConfigurationInput> = {},
  ): Promise<Ecss10Backend> {
    const backend = new Ecss10Backend(ecss);
    backend.folder = mkdtempSync(join(tmpdir(), 'ecss10-'));
    const caFile = join(backend.folder, 'call_api.crt');
    writeFileSync(caFile, ecss.ca);
    const logger = createLogger('trace', { write: (line: string) => void backend.log.push(line) });
    const configuration = configurationAt(ecss, { caFile, ...settings }, more);
    backend.app = await createApp(configuration, { clock: backend.timer, logger });
    await backend.app.start();
    return backend;
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.ecss.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Waits for a line of the log. */
  logged(text: string): Promise<string> {
    return eventually(text, () => this.log.find((line) => line.includes(text)));
  }

  /** Waits until the softswitch has `count` connections whose calls are known. */
  async up(count = 1): Promise<void> {
    const subscribed = (): number => this.ecss.seen.filter((one) => one === 'conversations.subscribe').length;
    await eventually('connected', () => subscribed() >= count && this.ecss.connections > 0);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  }

  /** The inner result of a method, or the exception's name. */
  async call(method: Method, params: object = {}, headers: object = anna): Promise<unknown> {
    if (this.app === null) throw new Error('not started');
    const json = JSON.stringify({ headers, content: { id: 7, jsonrpc: '2.0', method, params } });
    const response = await this.app.http.inject({
      method: 'POST',
      url: `/?secret_key=${KEY}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ json }).toString(),
    });
    const { content } = response.json<{ content: { result: Record<string, unknown> } }>();
    return 'result' in content.result ? content.result['result'] : content.result['exception'];
  }

  /** Phases of the agent's calls with the ends' reasons. */
  async phases(headers: object = anna): Promise<string> {
    const answer = await this.call('get_agent_status', { current_status: null }, headers);
    if (typeof answer === 'string') throw new Error(answer);
    const { calls } = answer as FullStatus;
    return calls
      .map(({ phase, end_reason }) => (end_reason === null ? phase : `${phase} ${end_reason}`))
      .join(', ');
  }

  /** Waits for these phases. */
  async until(phases: string, headers: object = anna): Promise<true> {
    const end = performance.now() + PATIENCE_MS;
    let last = await this.phases(headers);
    while (last !== phases) {
      if (performance.now() > end) throw new Error(`never ${phases}, but ${last}`);
      await new Promise(setImmediate);
      last = await this.phases(headers);
    }
    return true;
  }
}

/** The driver alone, with its reports. */
export class Ecss10Listener implements TelephonyListener {
  readonly timer = new FakeTimer();
  readonly events: [extension: string, event: CallEvent][] = [];
  readonly records: CallRecord[] = [];
  readonly links: boolean[] = [];
  readonly live: string[][] = [];
  readonly log: string[] = [];
  readonly telephony: Ecss10Telephony;

  constructor(ecss: FakeEcss10, settings: object = {}) {
    const { telephony, agents } = configurationAt(ecss, settings);
    this.telephony = createEcss10(telephony as Ecss10Settings, {
      agents,
      clock: this.timer,
      logger: createLogger('trace', { write: (line: string) => void this.log.push(line) }),
      readFile: (path) => (path === 'call_api.crt' ? ecss.ca : null),
    });
  }

  call(extension: string, event: CallEvent): void {
    this.events.push([extension, event]);
  }

  /** Journals are looked at where they are written. */
  closed(): void {
    return;
  }

  finished(record: CallRecord): void {
    this.records.push(record);
  }

  resynced(liveIds: ReadonlySet<string>): void {
    this.live.push([...liveIds]);
  }

  link(isUp: boolean): void {
    this.links.push(isUp);
  }
}
