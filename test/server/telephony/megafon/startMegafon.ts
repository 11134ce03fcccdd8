import type { AgentStatus } from '../../../../protocol/agentStatus';
import type { Method } from '../../../../protocol/methods';
import { createApp } from '../../../../server/createApp';
import { parseConfiguration, type ConfigurationInput } from '../../../../server/config/Configuration';
import { createLogger } from '../../../../server/http/createLogger';
import { FakeTimer } from '../../../support/FakeTimer';
import { FakeVats } from '../../../support/megafon/FakeVats';
import { sendPush, writePush, type PushFields, type PushForm } from '../../../support/megafon/vatsPushes';
import { eventually } from '../../support/eventually';
import type { FullStatus } from '../../support/startBackend';

export const KEY = 'a-secret-key-of-the-test';
export const TOKEN = 'Token-of-the-pushes-1';
export const andy = { amouser_email: 'andy@example.com', amouser_id: 1, widget_version: '1.0.0' };
export const vera = { amouser_email: 'vera@example.com', amouser_id: 2, widget_version: '1.0.0' };

/** An answer to a push. */
export interface PushAnswer {
  readonly status: number;
  readonly body: string;
}

type Changes = Partial<ConfigurationInput> & { readonly vats?: object };

/** A backend whose telephone system is a simulated VATS; both talk over real sockets. */
export class MegafonBackend {
  readonly timer = new FakeTimer();
  readonly log: string[] = [];
  readonly vats: FakeVats;
  private constructor(
    vats: FakeVats,
    private readonly app: Awaited<ReturnType<typeof createApp>>,
    readonly address: string,
  ) {
    this.vats = vats;
  }

  /** @param changes of the configuration; `vats`: of its telephony */
  static async start({ vats: settings = {}, ...changes }: Changes = {}): Promise<MegafonBackend> {
    const vats = await FakeVats.start();
    const log: string[] = [];
    const timer = new FakeTimer();
    const telephony = {
      driver: 'megafon',
      address: vats.address,
      key: vats.state.key,
      crmToken: TOKEN,
      ...settings,
    } as never;
    const configuration = parseConfiguration({
      secretKeys: [KEY],
      path: '/asterisk_ng',
      agents: [
        { email: 'andy@example.com', amouserId: 1, extension: '701', name: 'Андрей Белов' },
        { email: 'vera@example.com', amouserId: 2, extension: '704', name: 'Вера Зимина' },
      ],
      contacts: [{ name: 'Иван Петров', phone: '+79101234567', contactId: '1001' }],
      telephony,
      ...changes,
    });
    const logger = createLogger('trace', { write: (line: string) => void log.push(line) });
    const app = await createApp(configuration, { clock: timer, logger });
    await app.start();
    const address = await app.http.listen({ host: '127.0.0.1', port: 0 });
    return Object.assign(new MegafonBackend(vats, app, address), { timer, log });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.vats.close();
  }

  /** Waits until the VATS has listed its users. */
  async known(): Promise<void> {
    await eventually('users', () => this.log.some((line) => line.includes('"connected"')));
  }

  get pushUrl(): string {
    return `${this.address}/asterisk_ng/megafon`;
  }

  push(fields: PushFields, form: PushForm = 'form', token = TOKEN): Promise<PushAnswer> {
    return sendPush(this.pushUrl, writePush(fields, token, form));
  }

  async pushAll(pushes: readonly PushFields[]): Promise<void> {
    for (const fields of pushes) await this.push(fields);
  }

  /** A body as it is. */
  raw(body: string, headers: Readonly<Record<string, string>> = {}): Promise<PushAnswer> {
    return sendPush(this.pushUrl, { headers, body });
  }

  /** The inner result of a method, or the exception's name. */
  async call(method: Method, params: object = {}, headers: object = andy): Promise<unknown> {
    const json = JSON.stringify({ headers, content: { id: 7, jsonrpc: '2.0', method, params } });
    const response = await this.app.http.inject({
      method: 'POST',
      url: `/asterisk_ng?secret_key=${KEY}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ json }).toString(),
    });
    const { content } = response.json<{ content: { result: Record<string, unknown> } }>();
    return 'result' in content.result ? content.result['result'] : content.result['exception'];
  }

  async fullStatus(headers: object = andy, current_status: AgentStatus | null = null): Promise<FullStatus> {
    return (await this.call('get_agent_status', { current_status }, headers)) as FullStatus;
  }

  /** Phases of the agent's calls, each with its end's reason. */
  async phases(headers: object = andy): Promise<string[]> {
    const { calls } = await this.fullStatus(headers);
    return calls.map(({ phase, end_reason }) => (end_reason === null ? phase : `${phase} ${end_reason}`));
  }
}
