import { isSamePhone, phoneKey } from '../../../protocol/isSamePhone';
import type { CallEvent } from '../../calls/CallEvent';
import type { CallRecord } from '../../calls/CallRecord';
import { CommandFault } from '../../calls/CommandFault';
import type { CallChoice, CallNote, NoteLeg, NotePart } from './CallNote';
import type { Entity } from '../callLog/CallJob';
import { mayChoose } from './changeNote';
import { clientNumberOf } from './clientNumberOf';
import { isUnread } from './isUnread';
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
    about: Pick<NoteLeg, 'number' | 'via' | 'isDialled'>,
  ): void {
    if (!this.isOn) return;
    const { keeper } = this;
    const leg = { extension, callId: event.id, ...about };
    const known = this.legs.callOf(extension, event.id);
    if (event.type === 'ended') {
      if (known !== null) this.leave(known, leg);
      return;
    }
    const own = this.idFor(call, about.number);
    const taken = this.legs.take(extension, event, own);
    const id = taken === null ? known : own;
    if (id === null || (taken === null && keeper.get(id) === undefined)) return;
    const before = taken?.before ?? null;
    const part = before === null ? undefined : keeper.get(before)?.parts[extension];
    if (before !== null) this.leave(before, leg);
    keeper.apply(id, { type: 'leg', leg });
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

  /**
   * The note of an agent's call. Asterisk reports a party outside whom an agent consults as of the client's whole call, also when
   * they talk on without that one: each of the two has a note of its own, since who may read and choose is a matter of the client.
   */
  private idFor(call: string, number: string | null): string {
    const note = this.keeper.get(call);
    const client = note === undefined ? null : clientNumberOf(note);
    return number === null || client === null || isSamePhone(client, number) ? call : besideId(call, number);
  }

  /** Takes over what was said of the party in another's whole call, once its own call is over. */
  private adopt({ id, number, extension, extensions }: CallRecord): void {
    const { keeper } = this;
    const end = besideId('', number);
    const wasIn = (leg: NoteLeg): boolean =>
      leg.extension === extension || extensions.includes(leg.extension);
    const beside = keeper.all.find(
      (one) => one.phase === 'live' && one.id.endsWith(end) && one.legs.some(wasIn),
    );
    if (beside === undefined || keeper.get(id)?.legs.length) return;
    const now = keeper.now();
    // Of a party who was only asked something agents say nothing.
    const isSaid = beside.choice !== null || Object.keys(beside.parts).length > 0;
    for (const leg of isSaid ? beside.legs : []) {
      this.legs.set(leg.extension, leg.callId, id);
      keeper.apply(id, { type: 'leg', leg });
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

/** Id of the note of another party than the client in a whole call. */
function besideId(call: string, number: string): string {
  return `${call}~${phoneKey(number)}`;
}
