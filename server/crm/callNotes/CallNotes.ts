import type { CallEvent } from '../../calls/CallEvent';
import type { CallRecord } from '../../calls/CallRecord';
import { CommandFault } from '../../calls/CommandFault';
import type { Clock } from '../../system/Clock';
import { DueClock } from '../outbox/DueClock';
import {
  newNote,
  QUIET_MS,
  type CallChoice,
  type CallNote,
  type NoteErrand,
  type NotePolicy,
} from './CallNote';
import { readNote } from './callNoteSchema';
import { changeNote, dueAt, mayChoose, type NoteEvent } from './changeNote';
import { NoteLegs } from './NoteLegs';

/** Notes by the key of their whole call. All functions fail when the store does. */
export interface NoteStore {
  /** Resolves once it survives a crash. */
  put(id: string, text: string): Promise<void>;
  delete(id: string): Promise<void>;
  all(): Promise<ReadonlyMap<string, string>>;
}

/** What the notes are kept with. */
export interface CallNotesOptions {
  readonly store: NoteStore;
  readonly clock: Clock;
  readonly policy: NotePolicy;
  /** Brings it into amoCRM: to be stored in one transaction with the note, in the same synchronous run. */
  readonly send: (note: CallNote, errand: NoteErrand) => void;
  /** Puts the call's entry into the outbox without a note, since those can't be read. */
  readonly sendAlone: (record: CallRecord) => void;
  /** Is this revision of the call's note still on its way? Then the next one waits, whatever amoCRM takes. */
  readonly isSending: (id: string, revision: number) => boolean;
  /** The notes in the store can't be read. */
  readonly onUnread: (cause: unknown) => void;
  /** The note of this call in the store has an unknown form. @param isSalvaged its call can be read, and goes to amoCRM */
  readonly onUnreadable: (id: string, isSalvaged: boolean) => void;
}

/** Longest time that a timer is set for, ms. */
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * What agents write of their calls, kept in the store from the first text on. Of several backends the leader has them. Owns
 * one timer.
 *
 * ```
 *   idle ──start──▶ reading ──read──▶ keeping ──pause──▶ idle
 *                      └──the store fails: calls go to amoCRM without, until it works again──┘
 * ```
 */
export class CallNotes {
  private readonly notes = new Map<string, CallNote>();
  private readonly legs = new NoteLegs();
  /** Calls whose entry went while the notes could not be read. */
  private readonly early: CallRecord[] = [];
  private isRead = false;
  private isWanted = false;
  private due: DueClock;
  private stopTimer: () => void = () => undefined;
  private timerAt = Infinity;

  constructor(private readonly options: CallNotesOptions) {
    this.due = new DueClock(options.clock);
  }

  /** Reads what another run or backend has left. Never fails: `recovered` tries again. */
  async start(): Promise<void> {
    this.isWanted = true;
    this.due = new DueClock(this.options.clock);
    await this.read();
  }

  /** The store can be used again. @param how `replaced`: what was in it is gone */
  recovered(how: 'same' | 'replaced' | 'added'): void {
    if (!this.isWanted) return;
    if (!this.isRead) void this.read();
    else if (how === 'replaced') for (const note of this.notes.values()) void this.save(note);
  }

  /** Another backend has them from now on. */
  pause(): void {
    this.isWanted = false;
    this.isRead = false;
    this.notes.clear();
    this.legs.clear();
    this.stopTimer();
    this.timerAt = Infinity;
  }

  /** An event of an agent's call. @param call key of the whole call that it belongs to */
  call(extension: string, event: CallEvent, call: string): void {
    const taken = this.isOn ? this.legs.take(extension, event, call) : null;
    if (taken === null) return;
    const leg = { extension, callId: event.id };
    const part = taken.before === null ? undefined : this.notes.get(taken.before)?.parts[extension];
    this.apply(call, { type: 'leg', leg });
    // A note of a consultation is about the client that the agent has taken over.
    if (part !== undefined) this.apply(call, { type: 'written', extension, part, now: this.due.now() });
  }

  /** A whole call is over: its entry waits for the outcome, or goes at once. */
  finished(record: CallRecord): void {
    const isOurs = this.isOn || this.notes.has(record.id);
    if (isOurs && this.isRead) return this.apply(record.id, { type: 'ended', record, now: this.due.now() });
    this.options.sendAlone(record);
    if (isOurs) this.early.push(record);
  }

  /** Resolves once it survives a crash. Fails with a `CommandFault`. @param at when it was typed, ms since 1970 */
  async write(extension: string, callId: string, text: string, at: number): Promise<void> {
    const { id } = this.noteOf(extension, callId);
    const now = this.due.now();
    this.apply(id, { type: 'written', extension, part: { text, at: Math.min(at, now) }, now });
    await this.kept(id);
  }

  /** As `write`. */
  async choose(callId: string, choice: CallChoice): Promise<void> {
    const note = this.noteOf(choice.by, callId);
    const now = this.due.now();
    const at = Math.min(choice.at, now);
    // What came late, or again, is no fault.
    if (at > (note.choice?.at ?? 0) && !mayChoose(note, choice)) throw new CommandFault('WrongPhase');
    this.apply(note.id, { type: 'chosen', choice: { ...choice, at }, now });
    await this.kept(note.id);
  }

  /** The note of the agent's call. Fails with a `CommandFault`. */
  noteOf(extension: string, callId: string): CallNote {
    if (!this.isRead) throw new CommandFault('InternalError');
    const id = this.legs.callOf(extension, callId);
    const note = id === null ? undefined : this.notes.get(id);
    if (note === undefined) throw new CommandFault('NoActiveCall');
    return note;
  }

  /** Removes a client's notes whose calls are in amoCRM. Resolves once they are gone, or the store holds that. */
  async forget(isOf: (number: string) => boolean): Promise<void> {
    const gone = [...this.notes.values()].filter(
      (note) => note.phase === 'logged' && isOf(note.record.number),
    );
    await Promise.all(gone.map(({ id }) => this.remove(id)));
  }

  /** Off it only brings away what is left in the store. */
  private get isOn(): boolean {
    return this.options.policy.waitMs !== null;
  }

  private async read(): Promise<void> {
    const texts = await this.options.store.all().catch((cause: unknown) => {
      this.options.onUnread(cause);
      return null;
    });
    if (texts === null || !this.isWanted || this.isRead) return;
    this.isRead = true;
    for (const [id, text] of texts) this.restore(id, text);
    for (const record of this.early.splice(0)) this.finished(record);
    this.passTime();
  }

  private restore(id: string, text: string): void {
    const read = readNote(text);
    if (read?.isSalvaged !== false) this.options.onUnreadable(id, read !== null);
    if (read === null) return;
    const { note } = read;
    // Agents' calls of which was heard meanwhile.
    const heard = this.notes.get(id)?.legs ?? [];
    // A clock that was wrong must not keep an entry waiting.
    const latest = this.due.now() + (this.options.policy.waitMs ?? 0);
    this.notes.set(id, note.phase === 'waiting' ? { ...note, until: Math.min(note.until, latest) } : note);
    for (const { extension, callId } of note.legs) this.legs.set(extension, callId, id);
    for (const leg of heard) this.apply(id, { type: 'leg', leg });
  }

  /** Changes the note, and has sent what it says: the store keeps both in one transaction. */
  private apply(id: string, event: NoteEvent): void {
    const { policy, send } = this.options;
    const before = this.notes.get(id) ?? newNote(id, this.due.now());
    const { note, errands } = changeNote(before, event, policy);
    for (const errand of errands) send(note ?? before, errand);
    if (note === null) void this.remove(id);
    else {
      this.notes.set(id, note);
      if (note !== before) void this.save(note);
      this.lookAt(this.nextLook(note));
    }
  }

  /** Resolves once the note survives a crash, as it is now. Fails with a `CommandFault`: it is held in memory then. */
  private async kept(id: string): Promise<void> {
    const note = this.notes.get(id);
    if (note !== undefined && !(await this.save(note))) throw new CommandFault('InternalError');
  }

  /** @returns false: the store holds it in memory, and reports its fault itself */
  private save(note: CallNote): Promise<boolean> {
    const isEmpty = note.phase === 'live' && note.choice === null && Object.keys(note.parts).length === 0;
    if (isEmpty || !this.isRead) return Promise.resolve(true);
    return this.options.store.put(note.id, JSON.stringify(note)).then(
      () => true,
      () => false,
    );
  }

  private remove(id: string): Promise<void> {
    this.notes.delete(id);
    return this.options.store.delete(id).catch(() => undefined);
  }

  private passTime(): void {
    const now = this.due.now();
    this.timerAt = Infinity;
    for (const [id, note] of [...this.notes])
      if (dueAt(note) <= now || !this.isOn)
        this.apply(id, { type: 'due', now, isSending: this.isSending(note) });
    for (const note of this.notes.values()) this.lookAt(this.nextLook(note));
  }

  private isSending(note: CallNote): boolean {
    return note.phase === 'logged' && this.options.isSending(note.id, note.revision);
  }

  /** When to look at it again, ms since 1970. Nothing tells that a revision has arrived. */
  private nextLook(note: CallNote): number {
    return this.isSending(note) ? Math.max(dueAt(note), this.due.now() + QUIET_MS) : dueAt(note);
  }

  private lookAt(at: number): void {
    if (!this.isRead || at >= this.timerAt) return;
    this.stopTimer();
    const now = this.due.now();
    this.timerAt = Math.min(at, now + LONGEST_PAUSE_MS);
    this.stopTimer = this.options.clock.after(Math.max(0, this.timerAt - now), () => this.passTime());
  }
}
