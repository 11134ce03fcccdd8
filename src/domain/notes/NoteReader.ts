import { Failure } from '../Failure';
import { Store } from '../Store';
import type { Timer } from '../Timer';
import { isUnsent, type CallNote } from './CallNote';
import type { NoteEvent } from './changeNote';
import type { NoteBackend } from './NoteBackend';
import { noOutcomes, type Outcomes } from './Outcomes';

/** When a note is read after the hang-up, ms, if the status has not said meanwhile how long its entry waits. */
const AFTER_END_MS = [1_000, 8_000];

/** An entry that does not wait this long after the hang-up waits for nothing, ms. */
const END_KNOWN_MS = 7_000;

/** Pause before a reading that has failed is tried again while it is not known how long the entry waits, ms. */
const READ_AGAIN_MS = 10_000;

/** The least pause between two looks at a note, ms. */
const LOOK_PAUSE_MS = 5_000;

/** What the reader uses. */
export interface NoteReaderOptions {
  readonly backend: Pick<NoteBackend, 'read' | 'outcomes'>;
  readonly timer: Timer;
  /** ms since 1970 by the backend's clock */
  readonly now: () => number;
  /** Is the page looked at? Only then it reads: other tabs hear of it by the browser's storage. */
  readonly isSeen: () => boolean;
  readonly noteOf: (callId: string) => CallNote | undefined;
  readonly apply: (callId: string, event: NoteEvent) => void;
}

/** Reads what the backend has of notes: others' texts, how long an entry waits, and the outcomes to choose from. */
export class NoteReader {
  readonly outcomes = new Store<Outcomes>(noOutcomes);
  private readonly lookedAt = new Map<string, number>();
  /** What the status said of each note when it was read. */
  private readonly states = new Map<string, string>();
  private isAsking = false;

  constructor(private readonly options: NoteReaderOptions) {}

  /** The note is on screen: it is read, not too often. */
  look(callId: string): void {
    const now = this.options.timer.now();
    if (now - (this.lookedAt.get(callId) ?? -Infinity) < LOOK_PAUSE_MS) return;
    this.lookedAt.set(callId, now);
    void this.read(callId);
    this.askOutcomes();
  }

  /** The status says this of the note: what stands in it is read when that changes. */
  heard(callId: string, state: string): void {
    if (this.states.get(callId) === state || !this.options.isSeen()) return;
    const isFirst = !this.states.has(callId);
    this.states.set(callId, state);
    if (isFirst) this.look(callId);
    else void this.read(callId);
  }

  /** The note is gone. */
  forget(callId: string): void {
    this.states.delete(callId);
    this.lookedAt.delete(callId);
  }

  /** Asks for the outcomes, unless they are known. Where that fails it is done with the next look. */
  askOutcomes(): void {
    if (this.isAsking || this.outcomes.get().list.length > 0) return;
    this.isAsking = true;
    this.options.backend.outcomes().then(
      (outcomes) => {
        this.isAsking = false;
        this.outcomes.set(outcomes);
      },
      () => {
        this.isAsking = false;
      },
    );
  }

  /** The call has been hung up: reads until it is known how long its entry waits. */
  afterEnd(callId: string): void {
    for (const ms of AFTER_END_MS) this.readLater(callId, ms);
  }

  /** Where that fails the note stays as it is. */
  async read(callId: string): Promise<void> {
    const { backend, apply, now, noteOf, isSeen } = this.options;
    if (!isSeen()) return;
    try {
      const known = await backend.read(callId);
      const note = noteOf(callId);
      const isFinal = note?.phase === 'over' && now() > note.endedAt + END_KNOWN_MS;
      apply(callId, { type: 'read', known, isFinal });
    } catch (error) {
      const { reason, detail } = Failure.from(error);
      const note = noteOf(callId);
      if (note?.phase !== 'over' || reason === 'cancelled') return;
      if (detail !== 'NoActiveCall') this.readLater(callId, READ_AGAIN_MS);
      // The backend does not know the call any more: without something unsent there is nothing to go on with.
      else if (!isUnsent(note.text) && !isUnsent(note.choice) && note.draft === null)
        apply(callId, { type: 'closed' });
    }
  }

  /**
   * A choice was refused, since the entry is in amoCRM already: the outcome goes with the deal and the task that it has, so that it
   * is not lost with them. Where these are the same the refusal stands.
   */
  async keepOutcome(callId: string): Promise<void> {
    const { backend, apply, now, noteOf } = this.options;
    const known = await backend.read(callId).catch(() => null);
    const note = noteOf(callId);
    if (!known?.isLogged || !note) return;
    const { leadId, task } = known.choice;
    const { value } = note.choice;
    const isSameTask = task === null || (task.text === value.task?.text && task.dueAt === value.task.dueAt);
    apply(callId, { type: 'read', known, isFinal: true });
    if (leadId === value.leadId && isSameTask) return;
    apply(callId, { type: 'chosen', change: { leadId, ...(task && { task }) }, at: now() });
  }

  /** Reads the note then, if it is not known yet how long its entry waits. */
  private readLater(callId: string, ms: number): void {
    this.options.timer.after(ms, () => {
      const note = this.options.noteOf(callId);
      if (note?.phase === 'over' && note.waitsUntil === 'unknown') void this.read(callId);
    });
  }
}
