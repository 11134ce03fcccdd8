import type { ChannelSnapshot } from './AmiEvent';
import { mergeJournals } from '../../../calls/journal/changeJournal';
import { newJournal, type Journal } from '../../../calls/journal/Journal';
import { newLeg } from './changeLeg';
import type { Leg, Legs } from './Leg';
import type { AsteriskNumbering } from './AsteriskNumbering';
import type { WholeCall } from './WholeCall';

/** A whole call as the book has it. It is changed in place: a copy for each event would cost more than the rest. */
interface OpenCall {
  readonly id: string;
  readonly legs: Map<string, Leg>;
  calls: WholeCall['calls'];
  journal: Journal;
  readonly written: Map<string, Leg>;
  missed: WholeCall['missed'];
}

/** How many ids of ended channels are kept, so that a late event does not create a leg again. */
const GONE_KEPT = 2_000;
const NONE: readonly string[] = [];

/** All whole calls with their legs. Legs with the same Linkedid, bridge or dial belong to the same whole call. */
export class CallBook {
  private readonly calls = new Map<string, OpenCall>();
  private readonly legs = new Map<string, Leg>();
  private readonly callIdOfLeg = new Map<string, string>();
  private readonly bridges = new Map<string, Set<string>>();
  private readonly gone = new Set<string>();
  /** By id, since they were last read; of what is over: null. Undefined: they have never been read. */
  private changedJournals: Map<string, Journal | null> | undefined;

  constructor(private readonly numbering: AsteriskNumbering) {}

  /** Numbers of entries, for tests and metrics. */
  get size(): { readonly calls: number; readonly legs: number; readonly bridges: number } {
    return { calls: this.calls.size, legs: this.callIdOfLeg.size, bridges: this.bridges.size };
  }

  all(): Iterable<WholeCall> {
    return this.calls.values();
  }

  call(id: string): WholeCall | undefined {
    return this.calls.get(id);
  }

  callOf(legId: string): WholeCall | undefined {
    return this.calls.get(this.callIdOfLeg.get(legId) ?? '');
  }

  leg(legId: string): Leg | undefined {
    return this.legs.get(legId);
  }

  legsAround(legId: string): Legs | null {
    return this.callOf(legId)?.legs ?? null;
  }

  isGone(legId: string): boolean {
    return this.gone.has(legId);
  }

  /** Returns the leg, a new one when it is not known yet; null: it has ended. @param at ms since 1970 */
  open(channel: ChannelSnapshot, at: number): Leg | null {
    const known = this.leg(channel.id);
    if (known !== undefined) return known;
    if (this.gone.has(channel.id)) return null;
    const leg = newLeg(channel, at, this.numbering);
    this.add(leg, channel.linkedid);
    return leg;
  }

  /**
   * Adds a leg to the whole call with this Linkedid, which is created if needed.
   * @param stored what is known of it from before a restart
   */
  add(leg: Leg, callId: string, stored?: Pick<WholeCall, 'journal' | 'missed'>): void {
    const call = this.calls.get(callId) ?? {
      id: callId,
      legs: new Map<string, Leg>(),
      calls: [],
      journal: stored?.journal ?? newJournal(callId, leg.startedAt),
      written: new Map<string, Leg>(),
      missed: stored?.missed ?? [],
    };
    call.legs.set(leg.id, leg);
    this.legs.set(leg.id, leg);
    this.calls.set(callId, call);
    this.callIdOfLeg.set(leg.id, callId);
    if (stored !== undefined) this.noteJournal(call.journal);
    this.indexBridge(leg.id, null, leg.bridge?.id ?? null);
  }

  /** Replaces the leg with the same id. */
  change(leg: Leg): void {
    const before = this.legs.get(leg.id);
    if (before === undefined || before === leg) return;
    this.legs.set(leg.id, leg);
    this.calls.get(this.callIdOfLeg.get(leg.id) ?? '')?.legs.set(leg.id, leg);
    this.indexBridge(leg.id, before.bridge?.id ?? null, leg.bridge?.id ?? null);
  }

  /**
   * Sets what has been derived from the legs of a whole call, which are written into its journal now.
   * @param gone ids of the legs that are removed; with the last one the whole call is
   */
  update(
    id: string,
    derived: Pick<WholeCall, 'calls' | 'journal' | 'missed'>,
    gone: readonly string[],
  ): void {
    const call = this.calls.get(id);
    if (call === undefined) return;
    for (const legId of gone) {
      call.legs.delete(legId);
      call.written.delete(legId);
      this.markGone(legId);
    }
    for (const leg of call.legs.values()) if (call.written.get(leg.id) !== leg) call.written.set(leg.id, leg);
    const { calls, journal, missed } = derived;
    if (call.legs.size === 0) {
      this.calls.delete(id);
      this.changedJournals?.set(journal.id, null);
    } else if (journal !== call.journal) this.noteJournal(journal);
    call.calls = calls;
    call.journal = journal;
    call.missed = missed;
  }

  /** Sets what is known of a whole call by now, with what was stored of it before a restart. */
  restore(id: string, { journal, missed }: Pick<WholeCall, 'journal' | 'missed'>): void {
    const call = this.calls.get(id);
    if (call === undefined) return;
    if (journal.id !== call.journal.id) this.changedJournals?.set(call.journal.id, null);
    call.journal = journal;
    call.missed = [...call.missed, ...missed];
    this.noteJournal(journal);
  }

  /** Journals of all open calls. */
  journals(): readonly Journal[] {
    return [...this.calls.values()].flatMap(({ journal }) =>
      journal.participants.length === 0 ? [] : [journal],
    );
  }

  /** Journals that have changed since the last call, by id; null: it is over. At the first call null: all may have. */
  takeChangedJournals(): ReadonlyMap<string, Journal | null> | null {
    const changed = this.changedJournals ?? null;
    this.changedJournals = new Map();
    return changed;
  }

  /**
   * Merges the whole calls of these legs into the oldest one.
   * @returns ids of the whole calls that have changed
   */
  join(legIds: Iterable<string>): readonly string[] {
    if (this.areInOneCall(legIds)) return NONE;
    const calls = new Set([...legIds].flatMap((id) => this.callOf(id) ?? []));
    if (calls.size < 2) return [];
    const [oldest] = [...calls].sort(byAge);
    if (oldest === undefined) return [];
    for (const { id } of calls) if (id !== oldest.id) this.merge(id, oldest.id);
    return [oldest.id];
  }

  private areInOneCall(legIds: Iterable<string>): boolean {
    let first: string | undefined;
    for (const id of legIds) {
      const call = this.callIdOfLeg.get(id);
      first ??= call;
      if (call !== undefined && call !== first) return false;
    }
    return true;
  }

  /** Merges the leg's whole call into the one with this Linkedid if that is known and older. */
  joinLinked(legId: string, linkedid: string): readonly string[] {
    const from = this.callOf(legId);
    const to = this.calls.get(linkedid);
    if (from === undefined || to === undefined || from === to || byAge(from, to) < 0) return [];
    this.merge(from.id, to.id);
    return [to.id];
  }

  /** The live legs that this one, which may be gone, has called. */
  dialledBy(legId: string): readonly Leg[] {
    const found: Leg[] = [];
    for (const { legs } of this.calls.values())
      for (const leg of legs.values()) if (leg.dial?.by === legId && leg.end === null) found.push(leg);
    return found;
  }

  /** Ids of the legs in the bridge. */
  inBridge(bridge: string): ReadonlySet<string> {
    return this.bridges.get(bridge) ?? new Set();
  }

  /** Moves all that a whole call has into an older one. */
  private merge(fromId: string, toId: string): void {
    const [from, to] = [this.calls.get(fromId), this.calls.get(toId)];
    if (from === undefined || to === undefined) return;
    const journal = mergeJournals(to.journal, from.journal);
    for (const { id } of [from.journal, to.journal]) this.changedJournals?.set(id, null);
    this.noteJournal(journal);
    this.calls.delete(fromId);
    this.calls.set(toId, {
      ...to,
      legs: new Map([...to.legs, ...from.legs]),
      calls: [...to.calls, ...from.calls],
      journal,
      written: new Map([...to.written, ...from.written]),
      missed: [...to.missed, ...from.missed],
    });
    for (const id of from.legs.keys()) this.callIdOfLeg.set(id, toId);
  }

  private noteJournal(journal: Journal): void {
    this.changedJournals?.set(journal.id, journal.participants.length === 0 ? null : journal);
  }

  /** Remembers an ended leg, up to a limit. */
  private markGone(legId: string): void {
    this.callIdOfLeg.delete(legId);
    this.legs.delete(legId);
    this.gone.add(legId);
    if (this.gone.size > GONE_KEPT) for (const oldest of this.gone) return void this.gone.delete(oldest);
  }

  /** Updates the index of legs by bridge. */
  private indexBridge(legId: string, from: string | null, to: string | null): void {
    if (from === to) return;
    if (from !== null) {
      const members = this.bridges.get(from);
      members?.delete(legId);
      if (members?.size === 0) this.bridges.delete(from);
    }
    if (to === null) return;
    const members = this.bridges.get(to);
    if (members === undefined) this.bridges.set(to, new Set([legId]));
    else members.add(legId);
  }
}

function byAge(a: WholeCall, b: WholeCall): number {
  return a.journal.startedAt - b.journal.startedAt || (a.id < b.id ? -1 : 1);
}
