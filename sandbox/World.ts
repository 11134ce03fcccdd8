import type { AmoAccount } from './amo/AmoAccount';
import type { ContactsApi } from './amo/ContactsApi';
import type { BackendControl } from './BackendControl';
import type { Business } from './business/Business';
import { businesses } from './business/businesses';
import type { Language } from './page/deskShapes';
import type { Proxy } from './Proxy';
import type { WidgetStore } from './WidgetStore';

/** Parts of the sandbox that start over together. */
export interface WorldOptions {
  readonly backend: BackendControl;
  readonly proxy: Proxy;
  readonly store: WidgetStore;
  readonly account: AmoAccount;
  readonly contacts: ContactsApi;
}

/** The sandbox's whole state: the business, its telephone system, account, settings and proxy. */
export class World {
  /** How often it was started over. */
  round = 0;
  private pending: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: WorldOptions,
    /** The business for pages of every language; undefined: the one in the page's language. */
    private readonly fixed?: Business,
  ) {}

  get business(): Business {
    return this.options.backend.business;
  }

  /** The language that all pages have; null: each page its own. */
  get language(): Language | null {
    return this.fixed === undefined ? this.business.language : null;
  }

  /** Starts the backend; pages wait for it. @param host address of the host's server, which listens already */
  begin(host: string): Promise<void> {
    const { backend, store } = this.options;
    this.pending = backend.begin(host).then(() => void store.reset());
    return this.pending;
  }

  /** Plays the business in this language from its beginning, unless it is played already. */
  async speak(language: Language): Promise<void> {
    await this.pending;
    if (this.fixed === undefined && this.business.language !== language)
      await this.startOver(businesses[language]);
  }

  /** Sets telephone system, account, settings and proxy back to their start; calls of this run one after the other. */
  startOver(business = this.business): Promise<void> {
    const run = async (): Promise<void> => {
      const { backend, proxy, store, account, contacts } = this.options;
      await backend.restart(business);
      proxy.reset();
      store.reset();
      account.startOver(business);
      contacts.startOver();
      this.round += 1;
    };
    this.pending = this.pending.then(run, run);
    return this.pending;
  }
}
