import { isSamePhone } from '../../../protocol/isSamePhone';
import type { CallEvent } from '../../calls/CallEvent';
import type { CallRecord } from '../../calls/CallRecord';
import { CommandFault } from '../../calls/CommandFault';
import type { CallChoice, CallNote, NoteLeg, NotePart } from './CallNote';
import type { Entity } from '../callLog/CallJob';
import { besideFor } from './besideFor';
import { isBeside } from './besideId';
import { mayChoose } from './changeNote';
import { clientNumberOf } from './clientNumberOf';
import { isUnread } from './isUnread';
import { noteIdFor } from './noteIdFor';
import { NoteKeeper, type NoteKeeperOptions } from './NoteKeeper';
import { NoteLegs } from './NoteLegs';

/** What the notes are kept with. */
export interface CallNotesOptions extends NoteKeeperOptions {
  /** Puts the call's entry into the outbox without a note, since those can't be read. */
  readonly sendAlone: (record: CallRecord) => void;
}

/**
 * What agents write of their calls, kept in the store from the first text on (`NoteKeeper`). Of several backends the leader has
 * them. While the store can't be read calls go to amoCRM without.
 */
export class CallNotes {
  private readonly legs = new NoteLegs();
  /** Calls whose entry went while the notes could not be read. */
  private readonly early: CallRecord[] = [];
  /** Ids of the agents' calls that were live when the telephone system was heard again; null: it was not yet. */
  private liveIds: ReadonlySet<string> | null = null;
  private readonly keeper: NoteKeeper;

  constructor(private readonly options: CallNotesOptions) {
    this.keeper = new NoteKeeper(options, {
      restored: (note, heard) => this.restored(note, heard),
      all: () => {
        for (const record of this.early.splice(0)) this.finished(record);
      },
    });
  }

  /** Reads what another run or backend has left. Never fails: `recovered` tries again. */
  start(): Promise<void> {
    return this.keeper.start();
  }

  /** The store can be used again. @param how `replaced`: what was in it is gone */
  recovered(how: 'same' | 'replaced' | 'added'): void {
    this.keeper.recovered(how);
  }

  /** Another backend has them from now on. */
  pause(): void {
    this.keeper.pause();
    this.legs.clear();
    this.liveIds = null;
  }

  /** An event of an agent's call. @param call key of the whole call that it belongs to @param about the agent's call as it is */
  call(
    extension: string,
    event: CallEvent,
    call: string,
    about: Pick<NoteLeg, 'number' | 'via' | 'isDialled' | 'colleague' | 'consultOf'>,
  ): void {
    if (!this.isOn) return;
    const { keeper } = this;
    const isBegun = event.type === 'began' && event.phase === 'dialing';
    const isDialled = isCalledNow(event) || about.isDialled;
    const leg = { extension, callId: event.id, ...about, isDialled };
    const known = this.legs.callOf(extension, event.id);
    if (event.type === 'ended') {
      if (known !== null) this.leave(known, leg);
      return;
    }
    // Of calls that ring there are many, and of no note.
    if (known === null && !isBegun && event.type !== 'answered') return;
    const own = noteIdFor(call, leg, known, keeper);
    const taken = this.legs.take(extension, event, own);
    const id = taken === null ? known : own;
    if (id === null || (taken === null && keeper.get(id) === undefined)) return;
    const before = taken?.before ?? null;
    const from = before === null ? undefined : keeper.get(before);
    const part = from?.parts[extension];
    if (before !== null) this.leave(before, leg);
    const hasCome = from !== undefined && isSamePhone(clientNumberOf(from) ?? '', leg.number ?? '');
    keeper.apply(id, { type: 'leg', leg: { ...leg, isFresh: isBegun || isCalledNow(event) || hasCome } });
    // A note of a consultation is about the client that the agent has taken over.
    if (part !== undefined) keeper.apply(id, { type: 'written', extension, part, now: keeper.now() });
    const note = keeper.get(id);
    // After a restart the status has the call, and nothing of its note yet.
    if (note !== undefined) this.options.onChange(note);
  }

  /** The telephone system was not heard for a time: agents' calls with other ids are over. */
  resynced(liveIds: ReadonlySet<string>): void {
    this.liveIds = liveIds;
    for (const note of this.keeper.all) this.leaveEnded(note, liveIds);
  }

  /** A whole call is over: its entry waits for the outcome, or goes at once. */
  finished(record: CallRecord): void {
    const { keeper } = this;
    const isOurs = this.isOn || keeper.get(record.id) !== undefined;
    if (isOurs && keeper.isRead) {
      this.adopt(record);
      return keeper.apply(record.id, { type: 'ended', record, now: keeper.now() });
    }
    this.options.sendAlone(record);
    if (isOurs) this.early.push(record);
  }

  /**
   * Resolves once it survives a crash. Fails with a `CommandFault`; `WrongPhase`: another computer has written meanwhile what
   * is not in this text.
   * @param part `at`: when it was typed
   * @param readAt of the text that was read before; null: none was
   */
  async write(extension: string, callId: string, part: NotePart, readAt: number | null): Promise<void> {
    const { id, parts } = this.noteOf(extension, callId);
    const known = parts[extension];
    if (isUnread(known, part, readAt)) throw new CommandFault('WrongPhase');
    const now = this.keeper.now();
    // It has what another computer has written, so it is the later one, whatever the computers' clocks say.
    const isOther = known !== undefined && part.writer !== null && part.writer !== known.writer;
    const at = Math.max(Math.min(part.at, now), isOther ? known.at + 1 : 0);
    const typed = { ...part, at };
    this.keeper.apply(id, { type: 'written', extension, part: typed, now });
    await this.keeper.kept(id);
  }

  /** As `write`. */
  async choose(callId: string, choice: CallChoice): Promise<void> {
    const note = this.noteOf(choice.by, callId);
    const now = this.keeper.now();
    const at = Math.min(choice.at, now);
    // What came late, or again, is no fault.
    if (at > (note.choice?.at ?? 0) && !mayChoose(note, choice)) throw new CommandFault('WrongPhase');
    this.keeper.apply(note.id, { type: 'chosen', choice: { ...choice, at }, now });
    await this.keeper.kept(note.id);
  }

  /** The outcome is waited for so many minutes longer than the company's limit, in all. As `write`. */
  async extend(extension: string, callId: string, minutes: number): Promise<void> {
    const { id, phase } = this.noteOf(extension, callId);
    if (phase !== 'waiting') throw new CommandFault('WrongPhase');
    this.keeper.apply(id, { type: 'extended', minutes });
    await this.keeper.kept(id);
  }

  /** amoCRM has put the call's entry on this card. */
  entered(id: string, on: Entity): void {
    if (this.keeper.get(id) !== undefined) this.keeper.apply(id, { type: 'entered', on });
  }

  /** The card with the call's entry, as amoCRM has answered; null: not known. */
  enteredOn(id: string): Entity | null {
    const note = this.keeper.get(id);
    return note?.phase === 'logged' ? (note.on ?? null) : null;
  }

  /** ms since 1970 */
  now(): number {
    return this.keeper.now();
  }

  /** Notes of calls in which the agent was. */
  notesOf(extension: string): readonly CallNote[] {
    return this.keeper.all.filter(({ legs }) => legs.some((leg) => leg.extension === extension));
  }

  /** The note of the agent's call. Fails with a `CommandFault`. */
  noteOf(extension: string, callId: string): CallNote {
    if (!this.keeper.isRead) throw new CommandFault('InternalError');
    const id = this.legs.callOf(extension, callId);
    const note = id === null ? undefined : this.keeper.get(id);
    if (note === undefined) throw new CommandFault('NoActiveCall');
    return note;
  }

  /** Removes a client's notes whose calls are in amoCRM. Resolves once they are gone, or the store holds that. */
  async forget(isOf: (number: string) => boolean): Promise<void> {
    const gone = this.keeper.all.filter((note) => note.phase === 'logged' && isOf(note.record.number));
    await Promise.all(gone.map(({ id }) => this.keeper.remove(id)));
  }

  /** Off it only brings away what is left in the store. */
  private get isOn(): boolean {
    return this.options.policy.waitMs !== null;
  }

  /** @param heard agents' calls of which was heard while it was not read */
  private restored({ id, legs, ...note }: CallNote, heard: CallNote | undefined): void {
    for (const { extension, callId } of legs) this.legs.set(extension, callId, id);
    for (const leg of heard?.legs ?? []) this.keeper.apply(id, { type: 'leg', leg });
    if (this.liveIds !== null) this.leaveEnded({ id, legs, phase: note.phase }, this.liveIds);
  }

  private leaveEnded(
    { id, phase, legs }: Pick<CallNote, 'id' | 'phase' | 'legs'>,
    liveIds: ReadonlySet<string>,
  ): void {
    if (phase !== 'live') return;
    for (const leg of legs) if (!liveIds.has(leg.callId)) this.leave(id, leg);
  }

  /** Takes over what was said of a party in another's whole call, or in one that began among colleagues, once its own call is over. */
  private adopt(record: CallRecord): void {
    const { keeper } = this;
    const { id } = record;
    const own = keeper.get(id);
    const beside = besideFor(record, own, keeper.all);
    if (beside === null) return;
    const now = keeper.now();
    // What colleagues have said of their talk is not said of the client.
    if (own !== undefined) void keeper.remove(id);
    // Of a party who was only asked something from the talk with the client agents say nothing.
    const isTalk = isBeside(beside.id, id) || beside.legs.some(({ consultOf }) => consultOf === undefined);
    const isSaid = beside.choice !== null || Object.keys(beside.parts).length > 0;
    for (const leg of isTalk || isSaid ? beside.legs : []) {
      this.legs.set(leg.extension, leg.callId, id);
      keeper.apply(id, { type: 'leg', leg });
      if (leg.leftAt !== null) keeper.apply(id, { type: 'left', leg, now: leg.leftAt });
    }
    for (const [by, part] of Object.entries(beside.parts))
      keeper.apply(id, { type: 'written', extension: by, part, now });
    if (beside.choice !== null) keeper.apply(id, { type: 'chosen', choice: beside.choice, now });
    void keeper.remove(beside.id);
  }

  private leave(id: string, leg: Pick<NoteLeg, 'extension' | 'callId'>): void {
    if (this.keeper.get(id) !== undefined)
      this.keeper.apply(id, { type: 'left', leg, now: this.keeper.now() });
  }
}

/** Is the other end called just now, as when a colleague has handed the agent on to a number? */
function isCalledNow(event: CallEvent): boolean {
  return event.type === 'connected' && event.isCalled === true;
}
