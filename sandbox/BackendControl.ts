import pino from 'pino';
import type { App } from '../server/App';
import { createApp } from '../server/createApp';
import { parseConfiguration, type ConfigurationInput } from '../server/config/Configuration';
import type { Simulator } from '../server/telephony/simulator/Simulator';
import type { CrmFolder } from './amo/CrmFolder';
import { simulatorOf } from '../server/telephony/simulator/simulatorOf';
import type { Business } from './business/Business';
import { businesses } from './business/businesses';
import { phonebookOf } from './business/phonebookOf';
import { RECORDINGS_PATH } from './passRecordings';
import { SceneFault } from './SceneFault';
import { sceneFaultMessages } from './messages';

/** The key of the sandbox's backend. It protects nothing: the backend listens on this machine alone. */
export const SANDBOX_KEY = 'sandbox-secret-key';

/** Path of the wire, as in the original widget's example of an address. */
const PATH = '/asterisk_ng';

/** How long a conversation lasts when no page of its agent is open, ms. */
const TALK_MS = 40_000;

/** A backend that the sandbox neither starts nor kills, such as one in front of a real telephone system. */
export interface Elsewhere {
  /** What the widget's settings name, with the path. */
  readonly address: string;
  readonly secretKey: string;
}

/** What differs from the default: the sandbox's own backend, which logs calls in the imitated account. */
export interface BackendControlOptions {
  readonly overrides?: Partial<ConfigurationInput> | undefined;
  /** In place of the sandbox's own. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Is a page of the agent with this extension open? */
  readonly isAttended?: (extension: string) => boolean;
  readonly business?: Business | undefined;
  /** Null: the backend does not know the account, and logs no calls. */
  readonly crm?: CrmFolder | null;
}

/** The backend of the sandbox: can be killed and revived on the same port, unless it is elsewhere. */
export class BackendControl {
  private app: App | null = null;
  private port = 0;
  /** Address of the account. */
  private host = '';
  private played: Business;
  private readonly elsewhere: Elsewhere | null;
  private readonly crm: CrmFolder | null;

  constructor(private readonly options: BackendControlOptions = {}) {
    this.played = options.business ?? businesses.ru;
    this.elsewhere = options.elsewhere ?? null;
    this.crm = options.crm ?? null;
  }

  /** Address for the widget's settings. */
  get address(): string {
    return this.elsewhere?.address ?? `http://127.0.0.1:${this.port}${PATH}`;
  }

  /** Whose agents and contacts the sandbox's own backend has. */
  get business(): Business {
    return this.played;
  }

  get secretKey(): string {
    return this.elsewhere?.secretKey ?? SANDBOX_KEY;
  }

  get isElsewhere(): boolean {
    return this.elsewhere !== null;
  }

  get isAlive(): boolean {
    return this.app !== null || this.isElsewhere;
  }

  /** The running backend; fails with a `SceneFault` when it was killed. */
  get running(): App {
    if (this.app === null) throw new SceneFault(sceneFaultMessages.backendDead);
    return this.app;
  }

  /** The simulated telephone system. Fails with a `SceneFault` when there is none. */
  get simulator(): Simulator {
    if (this.isElsewhere) throw new SceneFault(sceneFaultMessages.elsewhere);
    const simulator = simulatorOf(this.running);
    if (simulator === null) throw new SceneFault(sceneFaultMessages.noSimulator);
    return simulator;
  }

  /** Starts the backend for the first time. @param host address of the account in which it logs calls */
  async begin(host: string): Promise<void> {
    this.host = host;
    await this.revive();
  }

  /** Starts the backend, after a kill on the same port and with all state lost. */
  async revive(): Promise<void> {
    if (this.isAlive) return;
    const configuration = parseConfiguration({
      port: this.port,
      path: PATH,
      secretKeys: [SANDBOX_KEY],
      agents: this.business.users
        .filter(({ extension }) => extension !== '')
        .map(({ id, email, name, extension }) => ({ amouserId: id, email, name, extension })),
      contacts: phonebookOf(this.business),
      telephony: { driver: 'simulator' },
      ...this.crm?.settings(this.business, this.host, `${this.host}${RECORDINGS_PATH}`),
      ...this.options.overrides,
    });
    const app = await createApp(configuration, { logger: pino({ level: 'silent' }) });
    await app.start();
    simulatorOf(app)?.endUnattended(TALK_MS, this.options.isAttended ?? (() => true));
    await app.http.listen({ host: '127.0.0.1', port: configuration.port });
    const address = app.http.server.address();
    if (typeof address === 'object' && address !== null) this.port = address.port;
    this.app = app;
  }

  /** Starts the sandbox's own backend once more, for this business and with all state lost. */
  async restart(business: Business): Promise<void> {
    await this.kill();
    this.crm?.startOver();
    this.played = business;
    await this.revive();
  }

  /** Ends the backend at once, in the middle of what it does. */
  async kill(): Promise<void> {
    const { app } = this;
    this.app = null;
    app?.http.server.closeAllConnections();
    await app?.close();
  }
}
