import { numberKey } from '../../calls/numberKey';
import type { Party } from '../../calls/Party';
import type { Clock } from '../../system/Clock';
import { AmoFault } from '../client/AmoFault';
import { abortable } from '../client/abortable';
import type { AmoCards } from './AmoCards';
import { isAmoNumber } from './amoPhoneKey';
import type { AmoUsers } from './AmoUsers';
import { noCaller, type Caller } from './Caller';
import type { CallerCache } from './CallerCache';
import { readCaller } from './readCaller';

/** How long an answer is believed. */
export interface CallerLookupLimits {
  /** ms. */
  readonly foundMs: number;
  /** Nobody has the number, or not all could be read, ms. */
  readonly missedMs: number;
  /** How long one number may be asked for, ms. */
  readonly budgetMs: number;
}

/** Who has a number: the local phone book first, then what amoCRM has lately said, then amoCRM. */
export class CallerLookup {
  private readonly underWay = new Map<string, Promise<Caller>>();
  /** Grows when cards change: what was asked before is not kept after. */
  private generation = 0;
  /** Aborts what is asked now. */
  private readonly budgets = new Set<AbortController>();

  constructor(
    /** The local phone book; null: it does not know the number. */
    private readonly local: (number: string) => Party | null,
    private readonly cards: AmoCards,
    private readonly users: AmoUsers,
    private readonly cache: CallerCache,
    private readonly clock: Clock,
    private readonly limits: CallerLookupLimits,
  ) {}

  /** At once; null: only amoCRM can tell. */
  known(number: string): Party | null {
    const local = this.local(number);
    if (local !== null) return local;
    const found = this.cache.get(number);
    return found === null ? null : { ...found.party, number };
  }

  /** Fails with an `AmoFault`, at the latest when the time is up. */
  async find(number: string, signal: AbortSignal): Promise<Party> {
    const local = this.local(number);
    if (local !== null) return local;
    const { party } = await this.callerOf(number, signal);
    return { ...party, number };
  }

  /** What amoCRM itself says of the number. Fails with an `AmoFault`, at the latest when the time is up. */
  async callerOf(number: string, signal: AbortSignal): Promise<Caller> {
    if (!isAmoNumber(number)) return noCaller(number);
    const known = this.cache.get(number);
    if (known !== null) return known;
    const key = numberKey(number);
    const asked = this.underWay.get(key) ?? this.startLookup(key, number);
    return abortable(asked, signal);
  }

  /** Cards have changed. */
  forget(sources: ReadonlySet<string>, numbers: readonly string[]): void {
    this.generation += 1;
    this.cache.drop(sources, numbers);
  }

  close(): void {
    for (const budget of this.budgets) budget.abort();
  }

  private startLookup(key: string, number: string): Promise<Caller> {
    const budget = new AbortController();
    const stop = this.clock.after(this.limits.budgetMs, () => {
      budget.abort(new AmoFault('timedOut', 'who has a number', false));
    });
    this.budgets.add(budget);
    const { generation } = this;
    const work = readCaller(number, this.cards, this.users, budget.signal)
      .then(({ caller, isWhole }) => {
        const isFound = isWhole && caller.sources.length > 0;
        const { foundMs, missedMs } = this.limits;
        if (generation === this.generation) this.cache.put(number, caller, isFound ? foundMs : missedMs);
        return caller;
      })
      .finally(() => {
        stop();
        this.budgets.delete(budget);
        this.underWay.delete(key);
      });
    this.underWay.set(key, work);
    // Whoever waits for it hears of a failure; when nobody does, nobody need.
    work.catch(() => undefined);
    return work;
  }
}
