import type { AmoAccount } from './amo/AmoAccount';
import type { UserApi } from './amo/UserApi';
import type { ContactsApi } from './amo/ContactsApi';
import type { BackendControl } from './BackendControl';
import type { Business } from './business/Business';
import { businesses } from './business/businesses';
import type { Language } from './page/DeskState';
import type { Proxy } from './Proxy';
import type { WidgetStore } from './WidgetStore';

/** Parts of the sandbox that are reset together. */
export interface WorldOptions {
  readonly backend: BackendControl;
  readonly proxy: Proxy;
  readonly store: WidgetStore;
  readonly account: AmoAccount;
  readonly contacts: ContactsApi;
  readonly makings: UserApi;
}

/** Starts and resets the sandbox's state: backend, proxy, settings of the integration, account. */
export class World {
  /** Number of resets so far. Pages of an earlier round reload themselves. */
  round = 0;
  /** URL of the imitated account. */
  address = '';
  /** Start or reset under way. */
  private pending: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: WorldOptions,
    /** The business for pages of all languages; undefined: the one in the language of the page opened last. */
    private readonly fixed?: Business,
  ) {}

  get business(): Business {
    return this.options.backend.business;
  }

  /** The language of all pages; null: each page chooses its own, as the business is fixed. */
  get language(): Language | null {
    return this.fixed === undefined ? this.business.language : null;
  }

  /** Starts the backend; `useLanguage` waits for it. @param host URL of the host's server, which listens already */
  begin(host: string): Promise<void> {
    const { backend, store, account } = this.options;
    this.address = host;
    account.startOver(this.business, host);
    this.pending = backend.begin(host).then(() => void store.reset());
    return this.pending;
  }

  /** Resets the sandbox to the business in this language, unless it is the current one or the business is fixed. */
  async useLanguage(language: Language): Promise<void> {
    await this.pending;
    if (this.fixed === undefined && this.business.language !== language)
      await this.startOver(businesses[language]);
  }

  /** Resets backend, proxy, settings and account, to this business. Concurrent resets run one after the other. */
  startOver(business = this.business): Promise<void> {
    const run = async (): Promise<void> => {
      const { backend, proxy, store, account, contacts, makings } = this.options;
      // The new backend reads the account as soon as it starts, so that is the new one by then.
      await backend.kill();
      account.startOver(business);
      await backend.restart(business);
      proxy.reset();
      store.reset();
      contacts.startOver();
      makings.setBehaviour('good');
      this.round += 1;
    };
    this.pending = this.pending.then(run, run);
    return this.pending;
  }
}
