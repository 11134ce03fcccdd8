import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import { isLive, type Call, type Party } from './Call';
import type { CallBoard } from './CallBoard';

/** What amoCRM knows of a number. */
export type Caller = Pick<Party, 'name' | 'contactId' | 'company' | 'responsible' | 'matches'>;

/** amoCRM's contacts. Fails with a `Failure`. */
export interface CallerSource {
  /** @param digits last digits of the number, as it is compared */
  find(digits: string): Promise<Caller>;
}

/** What is known of callers that the backend does not know, by `callerKey`. Null: being looked up. */
export type KnownCallers = ReadonlyMap<string, Caller | null>;

/** What was found is taken for true so long, ms. */
export const FOUND_MS = 300_000;

/** A number with fewer digits is no client's, and amoCRM compares the last ten. */
const LEAST_DIGITS = 7;
const COMPARED_DIGITS = 10;

/** The digits by which numbers are compared; empty where there are too few of them. */
export function callerKey(number: string): string {
  const digits = number.replace(/\D/g, '').slice(-COMPARED_DIGITS);
  return digits.length < LEAST_DIGITS ? '' : digits;
}

/** Who it is, with what amoCRM knows, or the agent has chosen, where the backend leaves it open. */
export function knownParty(party: Party, callers: KnownCallers): Party {
  const caller = callers.get(callerKey(party.number));
  if (!caller || party.contactId !== null || (isKnown(party) && caller.contactId === null)) return party;
  const company = party.company ?? caller.company;
  return { ...party, ...caller, name: caller.name ?? party.name, company };
}

/** Is it certain that nobody has this number? */
export function isUnknown(party: Party, callers: KnownCallers): boolean {
  const caller = callers.get(callerKey(party.number));
  return !isKnown(party) && !!caller && caller.contactId === null && caller.matches.length === 0;
}

/** Looks callers up in amoCRM whom the backend does not know: once for a call, and not again for a while. */
export class Callers {
  private readonly store = new Store<KnownCallers>(new Map());
  /** Calls that were looked up: one that failed is not tried again. */
  private asked = new Set<string>();
  private readonly foundAt = new Map<string, number>();

  constructor(
    private readonly source: CallerSource,
    private readonly timer: Timer,
    /** Told whom this tab has found, or the agent has chosen in it. */
    private readonly onFound: (key: string, caller: Caller) => void,
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
    this.found(callerKey(party.number), { name, contactId, company, responsible, matches: [] });
  }

  /** Another tab has found it. */
  learn(key: string, caller: Caller): void {
    if (key === '') return;
    this.forgetOld();
    this.foundAt.set(key, this.timer.now());
    this.put(key, caller);
  }

  private async look({ id, party }: Call): Promise<void> {
    this.asked.add(id);
    const key = callerKey(party.number);
    const isFresh = this.timer.now() - (this.foundAt.get(key) ?? -Infinity) < FOUND_MS;
    if (key === '' || isFresh || this.store.get().get(key) === null) return;
    this.put(key, null);
    try {
      this.found(key, await this.source.find(key));
    } catch {
      // Without a name the call is as good as with one; the next call asks again.
      this.put(key, undefined);
    }
  }

  private forgetOld(): void {
    const known = new Map(this.store.get());
    for (const [key, at] of this.foundAt)
      if (this.timer.now() - at >= 2 * FOUND_MS) {
        this.foundAt.delete(key);
        known.delete(key);
      }
    if (known.size < this.store.get().size) this.store.set(known);
  }

  private found(key: string, caller: Caller): void {
    this.learn(key, caller);
    this.onFound(key, caller);
  }

  private put(key: string, caller: Caller | null | undefined): void {
    const known = new Map(this.store.get());
    if (caller === undefined) known.delete(key);
    else known.set(key, caller);
    this.store.set(known);
  }
}

function isKnown(party: Party): boolean {
  return party.name !== null || party.contactId !== null || party.matches.length > 0;
}
