import pino from 'pino';
import type { App } from '../server/App';
import { createApp } from '../server/createApp';
import { parseConfiguration, type ConfigurationInput } from '../server/config/Configuration';
import type { Simulator } from '../server/telephony/simulator/Simulator';
import { systemClock, type Clock } from '../server/system/Clock';
import type { AmoIntegration } from './amo/AmoIntegration';
import type { CrmFolder } from './amo/CrmFolder';
import { simulatorOf } from '../server/telephony/simulator/simulatorOf';
import type { Business } from './business/Business';
import { businesses } from './business/businesses';
import { pastRecords } from './business/pastRecords';
import { phonebookOf } from './business/phonebookOf';
import type { User } from './page/Account';
import { RECORDINGS_PATH } from './addRecordingRoutes';
import { DeskError } from './DeskError';
import { keepPastCalls } from './keepPastCalls';
import { deskErrorMessages } from './messages';

/** Secret key of the sandbox's backend. It need not be secret: the backend listens on loopback only. */
export const SANDBOX_KEY = 'sandbox-secret-key';

/** Path of the backend's JSON-RPC endpoint, as in the original widget's example address. */
const PATH = '/asterisk_ng';

/** After how long the simulator ends a conversation whose agent has no page open, ms. */
const TALK_MS = 40_000;

/** A backend that the sandbox neither starts nor kills, such as one in front of a real telephone system. */
export interface ExternalBackend {
  /** URL for the widget's settings, with the path. */
  readonly address: string;
  readonly secretKey: string;
}

/** By default the sandbox starts a backend with the simulator. */
export interface BackendControlOptions {
  /** Configuration that differs from that of the sandbox's own backend. */
  readonly overrides?: Partial<ConfigurationInput> | undefined;
  /** A running backend to use in place of the sandbox's own. */
  readonly external?: ExternalBackend | undefined;
  /** Whether a page of the agent with this extension is open; by default always. */
  readonly isAttended?: (extension: string) => boolean;
  /** Whose agents and contacts the backend has; by default the Russian business. */
  readonly business?: Business | undefined;
  /** For logging calls in the imitated account; null: the backend has no section `amocrm` and logs none. */
  readonly crm?: CrmFolder | null;
  /** Whose tokens prove users to the sandbox's own backend, while `isProving`. */
  readonly identity?: AmoIntegration | undefined;
  /** Whether it requires that at first. */
  readonly isProving?: boolean | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * The backend of the sandbox. Its own can be killed and started again on the same port; an external one is only
 * addressed.
 */
export class BackendControl {
  /** Users have to be proven to the sandbox's own backend, from its next start on. */
  isProving: boolean;
  private app: App | null = null;
  private port = 0;
  /** URL of the imitated account. */
  private host = '';
  private currentBusiness: Business;
  private readonly external: ExternalBackend | null;
  private readonly crm: CrmFolder | null;

  constructor(private readonly options: BackendControlOptions = {}) {
    this.currentBusiness = options.business ?? businesses.ru;
    this.external = options.external ?? null;
    this.crm = options.crm ?? null;
    this.isProving = options.isProving ?? false;
  }

  /** Address for the widget's settings. */
  get address(): string {
    return this.external?.address ?? `http://127.0.0.1:${this.port}${PATH}`;
  }

  /** Whose agents and contacts the sandbox's own backend has. */
  get business(): Business {
    return this.currentBusiness;
  }

  get secretKey(): string {
    return this.external?.secretKey ?? SANDBOX_KEY;
  }

  get isExternal(): boolean {
    return this.external !== null;
  }

  get isAlive(): boolean {
    return this.app !== null || this.isExternal;
  }

  /** The running backend. @throws DeskError when it was killed */
  get running(): App {
    if (this.app === null) throw new DeskError(deskErrorMessages.backendDead);
    return this.app;
  }

  /**
   * The simulated telephone system.
   * @throws DeskError when the backend is external, killed or has another telephone system
   */
  get simulator(): Simulator {
    if (this.isExternal) throw new DeskError(deskErrorMessages.external);
    const simulator = simulatorOf(this.running);
    if (simulator === null) throw new DeskError(deskErrorMessages.noSimulator);
    return simulator;
  }

  /** Starts the backend for the first time. @param host URL of the account in which it logs calls */
  async begin(host: string): Promise<void> {
    this.host = host;
    await this.revive();
  }

  /** Starts the backend unless it runs: without the calls of an earlier run, on its port. */
  async revive(): Promise<void> {
    if (this.isAlive) return;
    const { clock } = this.options;
    const identity = this.isProving ? this.options.identity : undefined;
    const configuration = parseConfiguration({
      port: this.port,
      path: PATH,
      secretKeys: [SANDBOX_KEY],
      agents: this.business.users
        .filter(({ extension }) => extension !== '')
        .map(({ id, email, name, extension }) => ({ amouserId: id, email, name, extension })),
      contacts: phonebookOf(this.business),
      telephony: { driver: 'simulator' },
      ...this.crm?.settings(
        this.business,
        this.host,
        `${this.host}${RECORDINGS_PATH}`,
        identity !== undefined,
      ),
      ...(identity && this.proving(identity)),
      ...this.options.overrides,
    });
    if (this.crm !== null && identity !== undefined)
      await keepPastCalls(this.crm.storePath, pastRecords(this.business, (clock ?? systemClock).now()));
    const app = await createApp(configuration, {
      logger: pino({ level: 'silent' }),
      ...(clock && { clock }),
    });
    await app.start();
    simulatorOf(app)?.endUnattended(TALK_MS, this.options.isAttended ?? (() => true));
    await app.http.listen({ host: '127.0.0.1', port: configuration.port });
    const address = app.http.server.address();
    if (typeof address === 'object' && address !== null) this.port = address.port;
    this.app = app;
  }

  /** Settings by which users have to be proven; pages of the account may ask straight. */
  private proving(identity: AmoIntegration): Pick<ConfigurationInput, 'identity' | 'http'> {
    return {
      identity: identity.section(this.host, this.business.language),
      http: { cors: { origins: [this.host] } },
    };
  }

  /** amoCRM's token of this user, where the sandbox's own backend requires one; null: it does not. */
  async tokenOf({ id }: User): Promise<string | null> {
    if (this.isExternal || !this.isProving) return null;
    return (await this.options.identity?.token(id, this.host)) ?? null;
  }

  /** Restarts the sandbox's own backend for this business, without earlier calls. */
  async restart(business: Business): Promise<void> {
    await this.kill();
    this.crm?.startOver();
    this.currentBusiness = business;
    await this.revive();
  }

  /** Stops the backend at once, breaking the connections of requests under way. */
  async kill(): Promise<void> {
    const { app } = this;
    this.app = null;
    app?.http.server.closeAllConnections();
    await app?.close();
  }
}
