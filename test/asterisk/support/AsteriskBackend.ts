import type { WireCall, WireMissedCall } from '../../../protocol/call';
import type { Method } from '../../../protocol/methods';
import type { App } from '../../../server/App';
import { createApp } from '../../../server/createApp';
import { parseConfiguration, type ConfigurationInput } from '../../../server/config/Configuration';
import { createLogger } from '../../../server/http/createLogger';
import { amoToken } from '../../server/support/amoToken';
import type { Pbx } from './Pbx';
import { until } from './until';

const KEY = 'a-secret-key-of-the-test';

/** Agents by extension, as the wire names them. */
export type Extension = '101' | '102' | '103' | '104';

/** What a test changes of the telephone system's settings. */
export type AsteriskChanges = Partial<Extract<ConfigurationInput['telephony'], { driver: 'asterisk' }>>;

/** What is said of a call in a test: `inbound talking held`. */
export interface Seen {
  readonly id: string;
  readonly number: string;
  readonly is: string;
}

/** The real backend in front of a real Asterisk, asked as the widget asks. */
export class AsteriskBackend {
  readonly log: string[] = [];
  /** What proves the agents to the backend, as headers. */
  private readonly sessions = new Map<Extension, object>();

  private constructor(
    private readonly app: App,
    log: string[],
  ) {
    this.log = log;
  }

  /** Resolves once Asterisk's calls are known. */
  static async start(
    pbx: Pbx,
    changes: AsteriskChanges = {},
    more: Pick<ConfigurationInput, 'amocrm' | 'dialing' | 'identity'> = {},
  ): Promise<AsteriskBackend> {
    const { secret, ...ami } = pbx.ami('asteriskng');
    const configuration = parseConfiguration({
      secretKeys: [KEY],
      agents: (['101', '102', '103', '104'] as const).map((extension) => ({
        email: `${extension}@example.com`,
        amouserId: Number(extension),
        extension,
        name: `Agent ${extension}`,
      })),
      // A test looks more often than any widget.
      http: { limits: { requestsPerMinute: 100_000 } },
      telephony: { driver: 'asterisk', ami, secret, context: 'internal', ringSeconds: 5, ...changes },
      ...more,
    });
    const log: string[] = [];
    const logger = createLogger('trace', { write: (line: string) => void log.push(line) });
    const app = await createApp(configuration, { logger });
    const backend = new AsteriskBackend(app, log);
    try {
      await app.start();
      await app.http.ready();
      await backend.untilUp();
    } catch (cause) {
      // Otherwise it keeps the store, and no later backend of the test gets it.
      await app.close();
      throw new Error(`the backend does not start\n${log.slice(-20).join('')}`, { cause });
    }
    return backend;
  }

  /** Asterisk is connected, and its calls are known. */
  async untilUp(): Promise<void> {
    await until('Asterisk is connected', async () => (await this.health()).telephony.link === 'up');
  }

  /** Null, or the exception's name. */
  async command(agent: Extension, method: Method, params: object = {}): Promise<string | null> {
    const answer = await this.ask(agent, method, params);
    const { result } = answer.content;
    return 'exception' in result && typeof result.exception === 'string' ? result.exception : null;
  }

  /** What works for the agent. */
  async methods(agent: Extension): Promise<readonly string[]> {
    const { content } = await this.ask(agent, 'ping', {});
    return (content.result.result as { methods: string[] }).methods;
  }

  /** The agent's calls on the wire, ended ones too. */
  async calls(agent: Extension, more: object = {}): Promise<readonly WireCall[]> {
    const { content } = await this.ask(agent, 'get_agent_status', { current_status: null, ...more });
    return (content.result.result as { calls: WireCall[] }).calls;
  }

  /** The agent proves by a token of amoCRM who they are, for as long as a test takes. */
  async prove(agent: Extension): Promise<void> {
    const token = amoToken(Date.now(), { user_id: Number(agent) });
    const { content } = await this.ask(agent, 'open_session', { token });
    this.sessions.set(agent, content.result.result as object);
  }

  /** Waits until the agent's calls that are not over are just these, in any order; gives them. */
  async untilLive(agent: Extension, ...wanted: readonly string[]): Promise<readonly Seen[]> {
    return this.untilSeen(agent, wanted, (call) => call.phase !== 'ENDED');
  }

  /** Waits until the agent's last call of those that are over has ended for this reason. */
  async untilEnded(agent: Extension, reason: string): Promise<void> {
    let last = 'no call';
    await until(
      () => `the last call of ${agent} that is over ended ${reason}, it is ${last}\n${this.tail()}`,
      async () => {
        const call = (await this.calls(agent)).filter(({ phase }) => phase === 'ENDED').at(-1);
        // An ended call is soon forgotten: a failure names the one that there was.
        if (call !== undefined) last = describeCall(call);
        return call !== undefined && last === `ended ${reason}`;
      },
    );
  }

  /** Waits until the agent has one live call and it is as said. */
  async untilCall(agent: Extension, is: string): Promise<Seen> {
    const [call] = await this.untilLive(agent, is);
    if (call === undefined) throw new Error('there is no call');
    return call;
  }

  async missed(agent: Extension): Promise<readonly string[]> {
    return (await this.missedCalls(agent)).map(({ contact_phone }) => contact_phone);
  }

  /** The agent looks at the missed calls. */
  async clearMissed(agent: Extension): Promise<void> {
    const unique_ids = (await this.missedCalls(agent)).map(({ unique_id }) => unique_id);
    await this.command(agent, 'clear_missed', { unique_ids });
  }

  /** Waits until this is what the phone of `of` does, as a colleague sees it. */
  async untilPresence(of: Extension, wanted: string): Promise<void> {
    const asker = of === '101' ? '102' : '101';
    await until(`${of} is ${wanted}`, async () => {
      const { content } = await this.ask(asker, 'get_contacts', { start_with: of, max_results: 1 });
      const [found] = content.result.result as { presence: string | null }[];
      return found?.presence === wanted;
    });
  }

  /** Calls that are on their way to amoCRM. */
  async outbox(): Promise<number> {
    return (await this.health()).outbox ?? 0;
  }

  /** Fails when a part of the backend was still closing when the others were closed: what it holds is not free then. */
  async close(): Promise<void> {
    await this.app.close();
    const late = this.log.find((line) => line.includes('feature.close-timeout'));
    if (late !== undefined) throw new Error(late);
  }

  async health(): Promise<Health> {
    return (await this.app.http.inject('/health')).json<Health>();
  }

  private async missedCalls(agent: Extension): Promise<WireMissedCall[]> {
    const { content } = await this.ask(agent, 'get_agent_status', { current_status: null });
    return (content.result.result as { missed: WireMissedCall[] }).missed;
  }

  private async untilSeen(
    agent: Extension,
    wanted: readonly string[],
    counts: (call: WireCall) => boolean,
  ): Promise<readonly Seen[]> {
    let seen: readonly Seen[] = [];
    const sorted = [...wanted].sort().join(', ');
    await until(
      () => `${agent} has [${sorted}], it has [${seen.map(({ is }) => is).join(', ')}]\n${this.tail()}`,
      async () => {
        seen = (await this.calls(agent)).filter(counts).map(toSeen);
        return (
          seen
            .map(({ is }) => is)
            .sort()
            .join(', ') === sorted
        );
      },
    );
    return seen;
  }

  private tail(): string {
    return this.log
      .filter((line) => !line.includes('"level":30'))
      .slice(-10)
      .join('');
  }

  private async ask(agent: Extension, method: Method, params: object): Promise<Answer> {
    const headers = {
      amouser_email: `${agent}@example.com`,
      amouser_id: Number(agent),
      widget_version: '1.0.0',
      ...this.sessions.get(agent),
    };
    const json = JSON.stringify({ headers, content: { id: 7, jsonrpc: '2.0', method, params } });
    const response = await this.app.http.inject({
      method: 'POST',
      url: `/?secret_key=${KEY}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ json }).toString(),
    });
    return response.json<Answer>();
  }
}

/** What the tests read of `/health`. */
export interface Health {
  readonly telephony: { readonly link: string };
  readonly outbox?: number;
  readonly index?: { readonly state: string };
  readonly rights?: { readonly state: string };
}

interface Answer {
  readonly content: { readonly result: { readonly result?: unknown; readonly exception?: unknown } };
}

function toSeen(call: WireCall): Seen {
  return { id: call.unique_id, number: call.contact_phone, is: describeCall(call) };
}

/** What is said of a call in a test. */
export function describeCall(call: WireCall): string {
  if (call.phase === 'ENDED') return `ended ${(call.end_reason ?? '').toLowerCase()}`;
  const phase = call.phase === 'CONVERSATION' ? 'talking' : call.phase.toLowerCase();
  return [
    call.direction.toLowerCase(),
    phase,
    ...(call.is_hold ? ['held'] : []),
    ...(call.is_mute ? ['muted'] : []),
    ...(call.is_far_hold === true ? ['far-held'] : []),
    ...(call.consult_of === null ? [] : ['consulting']),
  ].join(' ');
}
