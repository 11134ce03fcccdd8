import { phoneKey } from '../../../protocol/isSamePhone';
import { searchDigits } from '../../../protocol/searchDigits';
import { unknownParty, type Party } from '../../calls/Party';
import type { Clock } from '../../system/Clock';
import { withTimeLimit } from '../../system/withTimeLimit';
import { AmoFault } from '../client/AmoFault';
import { abortable } from '../client/abortable';
import { noCaller, type AmoCaller } from './AmoCaller';
import type { CallerCache } from './CallerCache';
import { readCaller, type CardSource, type UserSource } from './readCaller';

/** Cache lifetimes and the time limit of a lookup. */
export interface CallerLookupLimits {
  /** How long a found caller is cached, ms. */
  readonly foundMs: number;
  /** How long an unknown or incompletely read caller is cached, ms. */
  readonly missedMs: number;
  /** Time limit of a lookup, ms. */
  readonly budgetMs: number;
}

/**
 * In whose turn amoCRM is asked: of those who see a call, of the telephone system before it rings, or of an agent who has made
 * cards. A popup waits in no turn that others can fill: it asks again instead.
 */
type Turn = 'popup' | 'dialplan' | 'agent';

/** Look-ups of dialplans under way at once; more are refused. */
const MOST_OF_DIALPLANS = 8;

/** Looks up who has a number: in the local phone book, then in the cache, then in amoCRM. */
export class CallerLookup {
  private readonly underWay: Readonly<Record<Turn, Map<string, Promise<AmoCaller>>>> = {
    popup: new Map(),
    dialplan: new Map(),
    agent: new Map(),
  };
  /** Grows when cards change: results of lookups that began before are not cached. */
  private generation = 0;
  private readonly lifetime = new AbortController();

  constructor(
    /** The local phone book; null: it does not know the number. */
    private readonly local: (number: string) => Party | null,
    private readonly cards: Readonly<Record<'popup' | 'dialplan', CardSource>>,
    private readonly users: UserSource,
    private readonly cache: CallerCache,
    private readonly clock: Clock,
    private readonly limits: CallerLookupLimits,
    /** Parties come without what only some agents may see; it is in `whole`. */
    private readonly isCovered = false,
  ) {}

  /** Answers without a request; null: amoCRM has to be asked. */
  known(number: string): Party | null {
    const local = this.local(number);
    if (local !== null) return local;
    const found = this.cache.get(number);
    return found === null ? null : this.partyOf(found, number);
  }

  /** Answers from the phone book, the cache or amoCRM. Fails with an `AmoFault`, at the latest at the time limit. */
  async find(number: string, signal: AbortSignal): Promise<Party> {
    const local = this.local(number);
    if (local !== null) return local;
    return this.partyOf(await this.callerOf(number, signal), number);
  }

  /** As `find`, past the cache: how long it takes, and whether it fails, does not depend on what others have looked up. */
  async findUncached(number: string, signal: AbortSignal): Promise<Party> {
    const local = this.local(number);
    if (local !== null) return local;
    return this.partyOf(await this.callerOf(number, signal, 'popup', true), number);
  }

  /**
   * Answers from the cache or amoCRM, without the phone book. Fails with an `AmoFault`, at the latest at the time limit; at
   * once when there are too many of dialplans.
   */
  async callerOf(
    number: string,
    signal: AbortSignal,
    turn: 'popup' | 'dialplan' = 'popup',
    isUncached = false,
  ): Promise<AmoCaller> {
    if (searchDigits(number) === '') return noCaller(number);
    const known = isUncached ? null : this.cache.get(number);
    if (known !== null) return known;
    const key = phoneKey(number);
    const asked = this.underWay.popup.get(key) ?? this.underWay[turn].get(key);
    if (asked === undefined && turn === 'dialplan' && this.underWay.dialplan.size >= MOST_OF_DIALPLANS)
      throw new AmoFault('limited', 'too many look-ups of dialplans at once', false);
    return abortable(asked ?? this.startLookup(key, number, turn, this.cards[turn]), signal);
  }

  /**
   * Asks amoCRM again who has the number, whatever is cached or under way; others' lookups are not touched. Does nothing where
   * the phone book knows it. Fails with an `AmoFault`. @param cards in whose turn it is asked
   */
  async again(number: string, cards: CardSource, signal: AbortSignal): Promise<void> {
    if (this.local(number) !== null || searchDigits(number) === '') return;
    const key = phoneKey(number);
    // What they find is of before the cards were made.
    this.underWay.popup.delete(key);
    this.underWay.dialplan.delete(key);
    await abortable(this.startLookup(key, number, 'agent', cards), signal);
  }

  /** Drops cached callers of changed cards. */
  forget(sources: ReadonlySet<string>, numbers: readonly string[]): void {
    this.generation += 1;
    this.cache.drop(sources, numbers);
  }

  close(): void {
    this.lifetime.abort();
  }

  private partyOf({ party, whole }: AmoCaller, number: string): Party {
    return this.isCovered ? { ...unknownParty(number), whole } : { ...party, number };
  }

  private startLookup(key: string, number: string, turn: Turn, cards: CardSource): Promise<AmoCaller> {
    const { generation } = this;
    const underWay = this.underWay[turn];
    const budget = {
      clock: this.clock,
      ms: this.limits.budgetMs,
      signals: [this.lifetime.signal],
      reason: new AmoFault('timedOut', 'caller lookup', false),
    };
    const work = withTimeLimit(budget, (signal) => readCaller(number, cards, this.users, signal))
      .then(({ caller, isWhole }) => {
        const isFound = isWhole && caller.sources.length > 0;
        const { foundMs, missedMs } = this.limits;
        if (generation === this.generation && isLast())
          this.cache.put(number, caller, isFound ? foundMs : missedMs);
        return caller;
      })
      .finally(() => {
        if (isLast()) underWay.delete(key);
      });
    // Not so once `again` has begun another one.
    const isLast = (): boolean => underWay.get(key) === work;
    underWay.set(key, work);
    // Callers get the rejection; this only avoids an unhandled one when none waits.
    work.catch(() => undefined);
    return work;
  }
}
