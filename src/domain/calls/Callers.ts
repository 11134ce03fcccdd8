import { searchDigits } from '../../../protocol/searchDigits';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import { isLive, type Call, type Party } from './Call';
import { callerKey } from './callerKey';
import type { CallBoard } from './CallBoard';
import { isKnown, type Caller, type KnownCallers } from './knownParty';

/** Finds callers among amoCRM's contacts. */
export interface CallerSource {
  /**
   * What amoCRM knows about a number. Rejects with a `Failure`.
   * @param digits the number's `searchDigits`
   * @param number the whole number; contacts whose number only ends like it do not count
   */
  find(digits: string, number: string): Promise<Caller>;
}

/** For this long after a lookup a number is not looked up again, ms. */
export const FOUND_MS = 300_000;

/** Looks up in amoCRM callers that the backend does not know: at most once for each call and once in `FOUND_MS`. */
export class Callers {
  /** Ids of calls that were looked up; a failed lookup is not repeated for the same call. */
  private lookedUp = new Set<string>();
  private readonly foundAt = new Map<string, number>();
  /** Numbers that are being looked up, by `callerKey`. */
  private readonly pending = new Set<string>();

  constructor(
    private readonly source: CallerSource,
    private readonly timer: Timer,
    /** Called with each caller that was found, or chosen by the agent, in this tab. `key`: `callerKey`. */
    private readonly onFound: (key: string, caller: Caller) => void,
    private readonly store = new Store<KnownCallers>(new Map()),
  ) {}

  get known(): Readable<KnownCallers> {
    return this.store;
  }

  /** Looks up the callers of this board's live calls, unless they are colleagues, known, looked up by the backend, or already. */
  lookUp({ calls }: CallBoard): void {
    this.lookedUp = new Set(calls.map(({ id }) => id).filter((id) => this.lookedUp.has(id)));
    for (const call of calls) {
      const { party, direction } = call;
      const isElsewhere = party.lookup && party.lookup !== 'failed';
      if (!isLive(call) || direction === 'internal' || isKnown(party) || isElsewhere) continue;
      if (!this.lookedUp.has(call.id)) void this.lookUpCall(call);
    }
  }

  /** Sets the contact that the agent has chosen of several with the party's number. */
  choose(party: Party, contactId: string, name: string): void {
    const { company, responsible } = party;
    this.publish(callerKey(party.number), { name, contactId, company, responsible, matches: [] });
  }

  /** Adds a caller, found here or in another tab. @param key the number's `callerKey`; empty: ignored */
  add(key: string, caller: Caller): void {
    if (key === '') return;
    const now = this.timer.now();
    this.update(
      [...this.foundAt].flatMap(([old, at]) => (now - at >= 2 * FOUND_MS ? [old] : [])),
      [[key, caller]],
    );
    this.foundAt.set(key, now);
  }

  /** Looks up the caller of one call, unless the number was looked up lately or is being looked up. */
  private async lookUpCall({ id, party }: Call): Promise<void> {
    this.lookedUp.add(id);
    const key = callerKey(party.number);
    const isFresh = this.timer.now() - (this.foundAt.get(key) ?? -Infinity) < FOUND_MS;
    if (key === '' || isFresh || this.pending.has(key)) return;
    this.pending.add(key);
    this.update([key]);
    try {
      this.publish(key, await this.source.find(searchDigits(party.number), party.number));
    } catch {
      // The call works without a name, and the next call with this number looks it up again.
    } finally {
      this.pending.delete(key);
    }
  }

  /** Removes and adds entries as one change of the store; sets nothing when there is nothing to remove or add. */
  private update(removed: readonly string[], added: readonly (readonly [string, Caller])[] = []): void {
    const known = this.store.get();
    for (const key of removed) this.foundAt.delete(key);
    if (added.length > 0 || removed.some((key) => known.has(key)))
      this.store.set(new Map([...[...known].filter(([key]) => !removed.includes(key)), ...added]));
  }

  /** Adds a caller and passes it to the other tabs. */
  private publish(key: string, caller: Caller): void {
    this.add(key, caller);
    this.onFound(key, caller);
  }
}
