import { CommandFault } from '../../calls/CommandFault';
import type { Clock } from '../../system/Clock';
import { DueClock } from '../outbox/DueClock';
import { newNote, QUIET_MS, type CallNote, type NoteErrand, type NotePolicy } from './CallNote';
import { readNote } from './callNoteSchema';
import { changeNote, dueAt, type NoteEvent } from './changeNote';

/** Notes by the key of their whole call. All functions fail when the store does. */
export interface NoteStore {
  /** Resolves once it survives a crash. */
  put(id: string, text: string): Promise<void>;
  delete(id: string): Promise<void>;
  all(): Promise<ReadonlyMap<string, string>>;
}

/** What the notes are kept with. */
export interface NoteKeeperOptions {
  readonly store: NoteStore;
  readonly clock: Clock;
  readonly policy: NotePolicy;
  /** Brings it into amoCRM: to be stored in one transaction with the note, in the same synchronous run. */
  readonly send: (note: CallNote, errand: NoteErrand) => void;
  /** Is this revision of the call's note still on its way? Then the next one waits, whatever amoCRM takes. */
  readonly isSending: (id: string, revision: number) => boolean;
  /** The notes in the store can't be read. */
  readonly onUnread: (cause: unknown) => void;
  /** The note of this call in the store has an unknown form. @param isSalvaged its call can be read, and goes to amoCRM */
  readonly onUnreadable: (id: string, isSalvaged: boolean) => void;
  /** A note has changed. */
  readonly onChange: (note: CallNote) => void;
}

/** What is done with the notes of the store once they are read. */
interface Reading {
  /** @param heard what was known of the call before */
  readonly restored: (note: CallNote, heard: CallNote | undefined) => void;
  readonly all: () => void;
}

/** Longest time that a timer is set for, ms. */
const LONGEST_PAUSE_MS = 3_600_000;

const MINUTE_MS = 60_000;

/**
 * Keeps notes in memory and in the store, and has sent what they say. Owns one timer.
 *
 * ```
 *   idle ──start──▶ reading ──read──▶ keeping ──pause──▶ idle
 *                      └──the store fails: what is heard is kept in memory, until it works again──┘
 * ```
 */
export class NoteKeeper {
  private readonly notes = new Map<string, CallNote>();
  private isWanted = false;
  private hasRead = false;
  private due: DueClock;
  private stopTimer: () => void = () => undefined;
  private timerAt = Infinity;

  constructor(
    private readonly options: NoteKeeperOptions,
    private readonly reading: Reading,
  ) {
    this.due = new DueClock(options.clock);
  }

  /** Was the store read? */
  get isRead(): boolean {
    return this.hasRead;
  }

  /** ms since 1970 */
  now(): number {
    return this.due.now();
  }

  get all(): readonly CallNote[] {
    return [...this.notes.values()];
  }

  get(id: string): CallNote | undefined {
    return this.notes.get(id);
  }

  /** Reads what another run or backend has left. Never fails: `recovered` tries again. */
  async start(): Promise<void> {
    this.isWanted = true;
    this.due = new DueClock(this.options.clock);
    await this.read();
  }

  /** See `CallNotes.recovered`. */
  recovered(how: 'same' | 'replaced' | 'added'): void {
    if (!this.isWanted) return;
    if (!this.hasRead) void this.read();
    else if (how === 'replaced') for (const note of this.notes.values()) void this.save(note);
  }

  /** Another backend has them from now on. */
  pause(): void {
    this.isWanted = false;
    this.hasRead = false;
    this.notes.clear();
    this.stopTimer();
    this.timerAt = Infinity;
  }

  /** Changes the note, and has sent what it says: the store keeps both in one transaction. */
  apply(id: string, event: NoteEvent): void {
    const { policy, send, onChange } = this.options;
    const before = this.notes.get(id) ?? newNote(id, this.now());
    const { note, errands } = changeNote(before, event, policy);
    for (const errand of errands) send(note ?? before, errand);
    if (note === null) {
      void this.remove(id);
      return;
    }
    this.notes.set(id, note);
    if (note !== before) {
      void this.save(note);
      onChange(note);
    }
    this.lookAt(this.nextLook(note));
  }

  /** Resolves once the note survives a crash, as it is now. Fails with a `CommandFault`: it is held in memory then. */
  async kept(id: string): Promise<void> {
    const note = this.notes.get(id);
    if (note !== undefined && !(await this.save(note))) throw new CommandFault('InternalError');
  }

  /** Resolves once it is gone, or the store holds that. */
  remove(id: string): Promise<void> {
    this.notes.delete(id);
    return this.options.store.delete(id).catch(() => undefined);
  }

  private async read(): Promise<void> {
    const texts = await this.options.store.all().catch((cause: unknown) => {
      this.options.onUnread(cause);
      return null;
    });
    if (texts === null || !this.isWanted || this.hasRead) return;
    this.hasRead = true;
    for (const [id, text] of texts) this.restore(id, text);
    this.reading.all();
    this.passTime();
  }

  private restore(id: string, text: string): void {
    const read = readNote(text);
    if (read?.isSalvaged !== false) this.options.onUnreadable(id, read !== null);
    if (read === null) return;
    const heard = this.notes.get(id);
    this.notes.set(id, this.withSaneTime(read.note));
    this.reading.restored(read.note, heard);
  }

  /** A clock that was wrong must not keep an entry waiting. */
  private withSaneTime(note: CallNote): CallNote {
    if (note.phase !== 'waiting') return note;
    const latest = this.now() + (this.options.policy.waitMs ?? 0) + note.moreMinutes * MINUTE_MS;
    return { ...note, until: Math.min(note.until, latest) };
  }

  /** @returns false: the store holds it in memory, and reports its fault itself */
  private save(note: CallNote): Promise<boolean> {
    if (!this.hasRead) return Promise.resolve(true);
    return this.options.store.put(note.id, JSON.stringify(note)).then(
      () => true,
      () => false,
    );
  }

  private passTime(): void {
    const now = this.now();
    const isOn = this.options.policy.waitMs !== null;
    this.timerAt = Infinity;
    for (const [id, note] of [...this.notes])
      if (dueAt(note) <= now || !isOn) this.apply(id, { type: 'due', now, isSending: this.isSending(note) });
    for (const note of this.notes.values()) this.lookAt(this.nextLook(note));
  }

  private isSending(note: CallNote): boolean {
    return note.phase === 'logged' && this.options.isSending(note.id, note.revision);
  }

  /** When to look at it again, ms since 1970. Nothing tells that a revision has arrived. */
  private nextLook(note: CallNote): number {
    return this.isSending(note) ? Math.max(dueAt(note), this.now() + QUIET_MS) : dueAt(note);
  }

  private lookAt(at: number): void {
    if (!this.hasRead || at >= this.timerAt) return;
    this.stopTimer();
    const now = this.now();
    this.timerAt = Math.min(at, now + LONGEST_PAUSE_MS);
    this.stopTimer = this.options.clock.after(Math.max(0, this.timerAt - now), () => this.passTime());
  }
}
