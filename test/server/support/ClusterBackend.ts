import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AgentStatus } from '../../../protocol/agentStatus';
import type { Method } from '../../../protocol/methods';
import type { Telephony } from '../../../server/calls/Telephony';
import { createApp } from '../../../server/createApp';
import { parseConfiguration } from '../../../server/config/Configuration';
import { createLogger } from '../../../server/http/createLogger';
import { PATIENCE_MS } from '../../support/patience';
import { PbxTelephony } from './PbxTelephony';
import { anna, KEY, type FullStatus } from './startBackend';

/** Where the backends of a test find Redis and the telephone system. */
export interface Place {
  readonly redisUrl: string;
  readonly pbxPort: number;
  /** More sections of the configuration. */
  readonly sections?: object;
}

/** ELMA365's key. */
const ELMA_KEY = 'the-key-of-elma365-in-the-test';

/** Settings of one backend of a cluster. */
export function clusterConfiguration({ redisUrl, sections }: Place) {
  return parseConfiguration({
    secretKeys: [KEY],
    agents: [
      { email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Анна' },
      { email: 'boris@example.com', amouserId: 2, extension: '102', name: 'Борис' },
    ],
    contacts: [{ name: 'Иван Петров', phone: '+79101234567', contactId: '1001', uuid: 'ivan' }],
    redis: { url: redisUrl, prefix: 'test:' },
    elma365: {
      address: 'https://company.elma365.ru',
      key: ELMA_KEY,
      webhookFile: join(tmpdir(), 'no-webhook.json'),
    },
    ...sections,
  });
}

type Post = (body: string) => Promise<string>;

/** A backend of a cluster, in its own process or in that of the test. */
export class ClusterBackend {
  readonly lines: string[] = [];
  private readonly waiters = new Set<() => void>();
  private isOver = false;

  private constructor(
    private post: Post,
    private health: () => Promise<string>,
    /** Its process; null: it runs in the test's. */
    private readonly kill: ((signal: NodeJS.Signals) => Promise<void>) | null,
    /** Ends it gracefully. */
    private readonly end: () => Promise<void>,
    /** Posts JSON with a key; returns the HTTP status. */
    private readonly knock: (path: string, key: string, body: object) => Promise<number>,
  ) {}

  /** Starts it within this process, without waiting for Redis. */
  static async here(
    place: Place,
    telephony: Telephony = new PbxTelephony(place.pbxPort),
  ): Promise<ClusterBackend & { started: Promise<void> }> {
    const holder: { backend: ClusterBackend | null } = { backend: null };
    const logger = createLogger('info', { write: (line: string) => holder.backend?.hear(line) });
    const app = await createApp(clusterConfiguration(place), { logger, telephony });
    const post: Post = async (payload) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return (await app.http.inject({ method: 'POST', url: `/?secret_key=${KEY}`, headers, payload })).body;
    };
    const health = async () => (await app.http.inject('/health')).body;
    const knock = async (url: string, key: string, payload: object) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await app.http.inject({ method: 'POST', url, headers, payload })).statusCode;
    };
    const backend = new ClusterBackend(post, health, null, () => app.close(), knock);
    holder.backend = backend;
    return Object.assign(backend, { started: app.start() });
  }

  /** Starts a process that listens. */
  static async process(place: Place): Promise<ClusterBackend> {
    const child = fork(join(__dirname, 'clusterProcess.ts'), [JSON.stringify(place)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const gone = once(child, 'exit');
    const send = async (signal: NodeJS.Signals): Promise<void> => {
      child.kill(signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await gone;
    };
    const ended = gone.then(([code]) => {
      throw new Error(`the backend's process ended with ${String(code)} before it listened`);
    });
    const [port] = (await Promise.race([once(child, 'message'), ended])) as [number];
    ended.catch(() => undefined);
    const address = `http://127.0.0.1:${port}`;
    const post: Post = async (body) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return (await fetch(`${address}/?secret_key=${KEY}`, { method: 'POST', headers, body })).text();
    };
    const health = async () => (await fetch(`${address}/health`)).text();
    const knock = async (path: string, key: string, body: object) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      return (await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    };
    const backend = new ClusterBackend(post, health, send, () => send('SIGTERM'), knock);
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => backend.hear(line));
    return backend;
  }

  /** Sends a request as ELMA365's module does; returns the HTTP status. */
  askedByElma(body: object): Promise<number> {
    return this.knock('/elma365/calls', ELMA_KEY, body);
  }

  /** Sends the order of the command `forget`; returns the HTTP status. */
  forgets(number: string): Promise<number> {
    return this.knock('/lists', KEY, { action: 'forget', number });
  }

  /** The inner result of a method, or the exception's name. */
  async call(method: Method, params: object = {}, headers: object = anna): Promise<unknown> {
    const json = JSON.stringify({ headers, content: { id: 7, jsonrpc: '2.0', method, params } });
    const answer = JSON.parse(await this.post(new URLSearchParams({ json }).toString())) as {
      headers: { status_code: number };
      content?: { result: Record<string, unknown> };
    };
    if (answer.headers.status_code !== 200) return answer.headers.status_code;
    const result = answer.content?.result ?? {};
    return 'result' in result ? result['result'] : result['exception'];
  }

  /** @param known the status that the widget has; null: the poll is answered at once */
  async fullStatus(known: AgentStatus | null = null, headers: object = anna): Promise<FullStatus> {
    return (await this.call('get_agent_status', { current_status: known }, headers)) as FullStatus;
  }

  /** Polls as a widget does until the status fulfils `what`. Fails after `PATIENCE_MS`, with the last status. */
  async shows(what: (status: FullStatus) => boolean, headers: object = anna): Promise<FullStatus> {
    const end = Date.now() + PATIENCE_MS;
    let status = await this.fullStatus(null, headers);
    while (!what(status)) {
      if (Date.now() > end) throw new Error(`never shown; last: ${JSON.stringify(status)}`);
      status = await this.fullStatus(status, headers);
    }
    return status;
  }

  async cluster(): Promise<{ phase: string; redis: string; commands: number; unwritten: number }> {
    return (JSON.parse(await this.health()) as { cluster: never }).cluster;
  }

  /** Resolves once the log has a line with this text, after its first `after` lines. */
  async says(text: string, after = 0): Promise<void> {
    const isSaid = (): boolean => this.lines.slice(after).some((line) => line.includes(text));
    if (isSaid()) return;
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error(`never said: ${text}\n${this.lines.join('')}`)),
        PATIENCE_MS,
      );
      // When several backends are waited for, only one may ever log it.
      limit.unref();
      const look = (): void => {
        if (!isSaid()) return;
        clearTimeout(limit);
        this.waiters.delete(look);
        resolve();
      };
      this.waiters.add(look);
    });
  }

  /** Resolves once it leads. */
  leads(): Promise<void> {
    return this.says('"this backend leads"');
  }

  /** Sends a signal to the process; resolves at once, or once it has ended when the signal ends it. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    if (signal === 'SIGKILL' || signal === 'SIGTERM') this.isOver = true;
    await this.kill?.(signal);
  }

  async close(): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    await this.end();
  }

  private hear(line: string): void {
    this.lines.push(line);
    for (const waiter of [...this.waiters]) waiter();
  }
}
