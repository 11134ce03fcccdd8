import { searchDigits } from '../../../protocol/searchDigits';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import { isLive, type Call, type Party } from './Call';
import type { CallBoard } from './CallBoard';
import { isKnown, type Caller, type KnownCallers } from './knownParty';

/** amoCRM's contacts. Fails with a `Failure`. */
export interface CallerSource {
  /**
   * @param digits last digits of the number, to search by
   * @param number the whole number, which contacts must have
   */
  find(digits: string, number: string): Promise<Caller>;
}

/** What was found is taken for true so long, ms. */
export const FOUND_MS = 300_000;

/** Looks callers up in amoCRM whom the backend does not know: once for a call, and not again for a while. */
export class Callers {
  /** Calls that were looked up: one that failed is not tried again. */
  private asked = new Set<string>();
  private readonly foundAt = new Map<string, number>();
  /** Numbers that are being looked up, by `searchDigits`. */
  private readonly pending = new Set<string>();

  constructor(
    private readonly source: CallerSource,
    private readonly timer: Timer,
    /** Told whom this tab has found, or the agent has chosen in it. */
    private readonly onFound: (key: string, caller: Caller) => void,
    private readonly store = new Store<KnownCallers>(new Map()),
  ) {}

  get known(): Readable<KnownCallers> {
    return this.store;
  }

  /** Looks up the calls of this board. */
  watch({ calls }: CallBoard): void {
    this.asked = new Set(calls.map(({ id }) => id).filter((id) => this.asked.has(id)));
    for (const call of calls) {
      if (!isLive(call) || call.direction === 'internal' || isKnown(call.party)) continue;
      if (!this.asked.has(call.id)) void this.look(call);
    }
  }

  /** The agent has chosen one of several. */
  choose(party: Party, contactId: string, name: string): void {
    const { company, responsible } = party;
    this.found(searchDigits(party.number), { name, contactId, company, responsible, matches: [] });
  }

  /** Another tab has found it. */
  learn(key: string, caller: Caller): void {
    if (key === '') return;
    const now = this.timer.now();
    this.update(
      [...this.foundAt].flatMap(([old, at]) => (now - at >= 2 * FOUND_MS ? [old] : [])),
      [[key, caller]],
    );
    this.foundAt.set(key, now);
  }

  private async look({ id, party }: Call): Promise<void> {
    this.asked.add(id);
    const key = searchDigits(party.number);
    const isFresh = this.timer.now() - (this.foundAt.get(key) ?? -Infinity) < FOUND_MS;
    if (key === '' || isFresh || this.pending.has(key)) return;
    this.pending.add(key);
    this.update([key]);
    try {
      this.found(key, await this.source.find(key, party.number));
    } catch {
      // Without a name the call is as good as with one; the next call asks again.
    } finally {
      this.pending.delete(key);
    }
  }

  /** Removes and adds entries in one change; no change when there is nothing to do. */
  private update(removed: readonly string[], added: readonly (readonly [string, Caller])[] = []): void {
    const known = this.store.get();
    for (const key of removed) this.foundAt.delete(key);
    if (added.length > 0 || removed.some((key) => known.has(key)))
      this.store.set(new Map([...[...known].filter(([key]) => !removed.includes(key)), ...added]));
  }

  private found(key: string, caller: Caller): void {
    this.learn(key, caller);
    this.onFound(key, caller);
  }
}
