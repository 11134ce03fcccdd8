import { isSamePhone } from '../../../protocol/isSamePhone';
import { Failure } from '../Failure';
import { NewestRun } from '../NewestRun';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import type { Contact } from './Contact';
import type { PhonebookSource } from './PhonebookSource';

/**
 * State of the list under the dial field.
 *
 * ```
 *   closed ──open/type──▶ searching ──▶ found · nothing · failed
 *     ▲                       ▲                  │
 *     └────────close──────────┴──────type────────┘
 * ```
 */
export type SearchState =
  | { readonly kind: 'closed' }
  /** `shown`: results of the previous search, which stay on screen so that the list does not flicker. */
  | { readonly kind: 'searching'; readonly text: string; readonly shown: readonly Contact[] }
  | { readonly kind: 'found'; readonly text: string; readonly contacts: readonly Contact[] }
  | { readonly kind: 'nothing'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string; readonly failure: Failure };

/** How long typing must pause before a search is sent, ms. */
export const SEARCH_DELAY_MS = 250;

/** Interval at which a list with colleagues is requested again, so that their presence is up to date, ms. */
export const PRESENCE_INTERVAL_MS = 4_000;

/** Most contacts requested for a search. */
const SEARCH_LIMIT = 10;

/** How long a transfer waits for the colleague's current presence, ms. */
const PRESENCE_WAIT_MS = 1_500;

/** Most colleagues requested for a transfer. */
const COLLEAGUES_LIMIT = 50;

/**
 * Searches the phone book as the agent types. For an empty text it lists the last contacts, and for a transfer
 * colleagues before them.
 */
export class PhonebookSearch {
  private readonly store = new Store<SearchState>({ kind: 'closed' });
  private readonly run: NewestRun;

  constructor(
    private readonly source: PhonebookSource,
    private readonly timer: Timer,
    /** Number of the party that the agent may transfer now; null: the search is for a new call. */
    private readonly transferOf: () => string | null = () => null,
  ) {
    this.run = new NewestRun(timer);
  }

  get state(): Readable<SearchState> {
    return this.store;
  }

  /** Searches at once: the field has got the focus, or the agent repeats a failed search. */
  open(text: string): void {
    this.start(text.trim(), 0);
  }

  /** Searches when typing has paused. */
  type(text: string): void {
    this.start(text.trim(), SEARCH_DELAY_MS);
  }

  /** Hides the list and discards a search under way. */
  close(): void {
    this.run.cancel();
    if (this.store.get().kind !== 'closed') this.store.set({ kind: 'closed' });
  }

  /**
   * The colleague with this extension, with the current presence. Never rejects.
   * @param known the colleague as last shown; the result when there is no answer within `PRESENCE_WAIT_MS`
   */
  colleague(extension: string, known: Contact | null): Promise<Contact | null> {
    return new Promise((resolve) => {
      const stop = this.timer.after(PRESENCE_WAIT_MS, () => {
        resolve(known);
      });
      void this.source
        .find(extension, 1)
        .then(
          (found) => found.find(({ number }) => number === extension) ?? known,
          () => known,
        )
        .then((now) => {
          stop();
          resolve(now);
        });
    });
  }

  /** Starts a search after `delayMs`; the current list stays until there is a result. */
  private start(text: string, delayMs: number): void {
    this.store.set({ kind: 'searching', text, shown: shownIn(this.store.get()) });
    this.run.start(
      delayMs,
      () => this.search(text),
      (state) => {
        this.show(state);
      },
    );
  }

  /** Shows a result; a list with colleagues is requested again every `PRESENCE_INTERVAL_MS`. */
  private show(state: SearchState): void {
    this.store.set(state);
    if (state.kind !== 'found' || state.contacts.every(({ presence }) => presence === null)) return;
    this.run.start(
      PRESENCE_INTERVAL_MS,
      () => this.search(state.text),
      (newer) => {
        // If the request fails, the list stays with the presence of before.
        this.show(newer.kind === 'found' ? newer : state);
      },
    );
  }

  /** Targets of a transfer while nothing is typed: colleagues, then the last contacts. */
  private async targets(): Promise<readonly Contact[]> {
    const [colleagues, last] = await Promise.all([
      this.source.find('', COLLEAGUES_LIMIT),
      this.source.last(SEARCH_LIMIT),
    ]);
    const first = colleagues.filter(({ presence }) => presence !== null);
    return [...first, ...last.filter(({ number }) => !first.some((one) => one.number === number))];
  }

  /** One search of the phone book. Never rejects: a failure becomes a state. */
  private async search(text: string): Promise<SearchState> {
    try {
      const party = this.transferOf();
      const found =
        text !== ''
          ? await this.source.find(text, SEARCH_LIMIT)
          : party === null
            ? await this.source.last(SEARCH_LIMIT)
            : await this.targets();
      const contacts = party === null ? found : transferTargets(found, party);
      return contacts.length > 0 ? { kind: 'found', text, contacts } : { kind: 'nothing', text };
    } catch (error) {
      return { kind: 'failed', text, failure: Failure.from(error) };
    }
  }
}

/**
 * Orders the targets of a transfer: free colleagues, busy colleagues, other contacts. The call's own party is left out.
 * Pure.
 * @param party number of the party that is transferred
 */
export function transferTargets(found: readonly Contact[], party: string): readonly Contact[] {
  const rank = ({ presence }: Contact): number => (presence === 'free' ? 0 : presence === null ? 2 : 1);
  return found.filter(({ number }) => !isSamePhone(number, party)).sort((a, b) => rank(a) - rank(b));
}

/**
 * Contacts that can be chosen with the keys: none while a search runs, since the list still belongs to an older text.
 */
export function choosableIn(state: SearchState): readonly Contact[] {
  return state.kind === 'found' ? state.contacts : [];
}

/** Contacts that are on screen in this state. */
export function shownIn(state: SearchState): readonly Contact[] {
  switch (state.kind) {
    case 'found':
      return state.contacts;
    case 'searching':
      return state.shown;
    case 'closed':
    case 'nothing':
    case 'failed':
      return [];
  }
}
