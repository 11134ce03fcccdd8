import type { AgentStatus } from '../../../protocol/agentStatus';
import type { WireCall, WireMissedCall } from '../../../protocol/call';
import type { Method } from '../../../protocol/methods';
import type { App } from '../../../server/App';
import { createApp } from '../../../server/createApp';
import { parseConfiguration, type ConfigurationInput } from '../../../server/config/Configuration';
import { createLogger } from '../../../server/http/createLogger';
import type { Simulator } from '../../../server/telephony/simulator/Simulator';
import { simulatorOf } from '../../../server/telephony/simulator/simulatorOf';
import { FakeTimer } from '../../support/FakeTimer';

export const KEY = 'a-secret-key-of-the-test';
export const anna = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };
export const boris = { amouser_email: 'boris@example.com', amouser_id: 2, widget_version: '1.0.0' };

const CONFIGURATION: ConfigurationInput = {
  secretKeys: [KEY],
  path: '/asterisk_ng',
  logLevel: 'trace',
  agents: [
    { email: 'Anna@example.com', amouserId: 1, extension: '101', name: 'Анна Смирнова' },
    { email: 'boris@example.com', amouserId: 2, extension: '102', name: 'Борис Орлов' },
  ],
  contacts: [
    { name: 'Иван Петров', phone: '+79101234567', contactId: '1001' },
    { name: 'Пётр Ёлкин', phone: '89165551212', contactId: '1002' },
    { uuid: 'x1', name: 'ООО «Ромашка»', phone: '+74955001020' },
  ],
  telephony: { driver: 'simulator', door: true },
};

/** A status with all that our protocol adds to the original one. */
export type FullStatus = AgentStatus & {
  calls: WireCall[];
  missed: WireMissedCall[];
  revision: number;
  server_time: number;
};

/** The fields of the original protocol alone. */
export function originalView({ status, call_info }: AgentStatus): AgentStatus {
  return { status, call_info } as AgentStatus;
}

/** Lets pending callbacks and requests run. */
export async function turn(): Promise<void> {
  for (let count = 0; count < 10; count += 1) await new Promise(setImmediate);
}

/** Longest time in which a simulated phone is answered, ms. */
export const ANSWERED_MS = 2_400;

/** A backend whose telephone system is the simulator. */
type SimulatedApp = App & { readonly simulator: Simulator };

/** A backend of the real code with a clock that stands still; requests go through its HTTP server. */
export class TestBackend {
  readonly timer = new FakeTimer();
  readonly log: string[] = [];

  private constructor(readonly app: SimulatedApp) {}

  /** @param timer one that goes on from an earlier backend, else a new one */
  static async start(
    changes: Partial<ConfigurationInput> = {},
    timer: FakeTimer = new FakeTimer(),
  ): Promise<TestBackend> {
    const log: string[] = [];
    const outbox = changes.amocrm?.calls?.outbox;
    // By default it would be written into the folder that the test runs in.
    if (changes.amocrm !== undefined && outbox === undefined)
      throw new Error('name a folder for amocrm.calls.outbox');
    const configuration = parseConfiguration({ ...CONFIGURATION, ...changes });
    const logger = createLogger('trace', { write: (line: string) => void log.push(line) });
    const app = await createApp(configuration, { clock: timer, logger });
    const simulator = await started(app).catch(async (fault: unknown) => {
      await app.close();
      throw fault;
    });
    return Object.assign(new TestBackend(Object.assign(app, { simulator })), { timer, log });
  }

  /** Posts a body as it is; returns HTTP status and body of the answer. */
  async post(
    body: string,
    { key = KEY, type = 'application/x-www-form-urlencoded' } = {},
  ): Promise<{ status: number; body: unknown }> {
    const response = await this.app.http.inject({
      method: 'POST',
      url: `/asterisk_ng?secret_key=${encodeURIComponent(key)}`,
      headers: { 'content-type': type },
      body,
    });
    return { status: response.statusCode, body: response.json() };
  }

  async send(json: unknown): Promise<{
    headers: { status_code: number };
    content?: { id: number; result: Record<string, unknown> };
  }> {
    const text = typeof json === 'string' ? json : JSON.stringify(json);
    const { body } = await this.post(new URLSearchParams({ json: text }).toString());
    return body as never;
  }

  /** The inner result of a method, or the exception's name. */
  async call(method: Method, params: object = {}, headers: object = anna): Promise<unknown> {
    const { headers: head, content } = await this.send({
      headers,
      content: { id: 7, jsonrpc: '2.0', method, params },
    });
    if (head.status_code !== 200) return head.status_code;
    return 'result' in (content?.result ?? {}) ? content?.result['result'] : content?.result['exception'];
  }

  /** The agent's whole status, as our widget gets it. */
  async fullStatus(headers: object = anna): Promise<FullStatus> {
    return (await this.call('get_agent_status', { current_status: null }, headers)) as FullStatus;
  }

  /** The agent's status as the original widget gets it. */
  async status(headers: object = anna): Promise<AgentStatus> {
    return originalView(await this.fullStatus(headers));
  }

  /** The agent's calls that are not over. */
  async live(headers: object = anna): Promise<WireCall[]> {
    return (await this.fullStatus(headers)).calls.filter(({ phase }) => phase !== 'ENDED');
  }

  /** Starts a poll; `result` is its answer, or `waiting`. */
  poll(current_status: AgentStatus | null, headers: object = anna): { result: FullStatus | 'waiting' } {
    const poll: { result: FullStatus | 'waiting' } = { result: 'waiting' };
    void this.call('get_agent_status', { current_status }, headers).then(
      (result) => (poll.result = result as FullStatus),
    );
    return poll;
  }

  /** Lets a call come in and answers it by the wire; returns its id. */
  async answerCall(from: string, headers: object = anna, extension = '101'): Promise<string> {
    this.app.simulator.incoming(from, [extension], { answersItself: false });
    const id = (await this.live(headers)).find(({ phase }) => phase === 'RINGING')!.unique_id;
    const refused = await this.call('answer', { unique_id: id }, headers);
    if (refused !== null) throw new Error(`not answered: ${JSON.stringify(refused)}`);
    return id;
  }

  /** Makes a call and waits until people talk. */
  async talk(number = '+79101234567', headers: object = anna): Promise<void> {
    await this.call('originate', { phone: number }, headers);
    await this.timer.pass(ANSWERED_MS);
  }
}

async function started(app: App): Promise<Simulator> {
  await app.start();
  await app.http.ready();
  const simulator = simulatorOf(app);
  if (simulator === null) throw new Error('the telephone system is no simulator');
  return simulator;
}
