import { isConversation, type Call } from '../calls/Call';
import { isClientCall } from '../calls/isClientCall';
import type { CallBoard } from '../calls/CallBoard';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import { isUnsent, newNote, type CallNote, type Choice, type NoteClient } from './CallNote';
import { changeNote, type NoteEvent } from './changeNote';
import { NextTasks } from './NextTasks';
import { needsMore } from './needsMore';
import { NoteReader } from './NoteReader';
import { NoteSender, type NoteSenderOptions } from './NoteSender';
import type { NoteBackend, NoteMemory, SendTurns } from './NoteBackend';
import { isOutcomeMissing, type Outcomes } from './Outcomes';

/** What the notes are kept and sent with. */
export interface CallNotesOptions {
  readonly backend: NoteBackend;
  readonly memory: NoteMemory;
  readonly turns: SendTurns;
  readonly timer: Timer;
  readonly board: Readable<CallBoard>;
  readonly clientOf: (call: Call) => NoteClient;
  /** Is the page looked at? */
  readonly isSeen: () => boolean;
  /** Does this tab ask the backend for all tabs? */
  readonly isLeader: () => boolean;
}

/** What a note keeps of the end of its call. */
type CallEnded = Omit<Extract<NoteEvent, { type: 'ended' }>, 'type'>;

/**
 * The notes of this agent's calls: each key is kept in this browser at once and then sent to the backend. Calls with a colleague
 * have none, but for those in which a client is asked about.
 */
export class CallNotes {
  private readonly store: Store<ReadonlyMap<string, CallNote>>;
  private readonly senders = new Map<string, NoteSender>();
  private readonly reader: NoteReader;
  readonly tasks: NextTasks;

  constructor(private readonly options: CallNotesOptions) {
    const { memory, board } = options;
    this.store = new Store<ReadonlyMap<string, CallNote>>(
      new Map(memory.all().map((note) => [note.callId, note])),
    );
    this.reader = new NoteReader({ ...this.shared, backend: options.backend, isSeen: options.isSeen });
    this.tasks = new NextTasks({
      ...this.shared,
      notes: () => this.store.get().values(),
      outcomes: () => this.outcomes.get(),
      choose: (callId, change) => this.apply(callId, { type: 'chosen', change, at: this.now() }, true),
      type: (callId, typed) => this.apply(callId, { type: 'taskTyped', ...typed, at: this.now() }, true),
    });
    memory.onChange((callId, note) => {
      this.heard(callId, note);
    });
    for (const { callId, phase } of this.store.get().values()) {
      this.senderOf(callId).changed(false);
      if (phase === 'over') void this.reader.read(callId);
    }
    this.boardChanged(board.get());
    if (options.isLeader()) void this.askOpen();
  }

  /** By the id of their call. */
  get notes(): Readable<ReadonlyMap<string, CallNote>> {
    return this.store;
  }

  get outcomes(): Readable<Outcomes> {
    return this.reader.outcomes;
  }

  /** ms since 1970 by the backend's clock */
  now(): number {
    return this.options.timer.now() - this.options.board.get().skewMs;
  }

  /** To call with each new board. */
  boardChanged(board: CallBoard): void {
    if (!board.isReported) return;
    for (const call of board.calls) this.follow(call);
    for (const note of this.store.get().values())
      if (note.phase === 'live' && !board.calls.some(({ id }) => id === note.callId))
        this.hasEnded(note, { end: null, talkSeconds: null, at: this.now() });
  }

  /** The agent has changed the text. */
  type(callId: string, text: string): void {
    this.apply(callId, { type: 'typed', text, at: this.now() }, true);
  }

  /** The agent has chosen. */
  choose(callId: string, change: Partial<Choice>): void {
    if (change.task === undefined) this.tasks.keep(callId);
    this.apply(callId, { type: 'chosen', change, at: this.now() }, true);
  }

  /** "Done": all that is chosen goes now. @returns false: the outcome that is wanted is missing, and is asked for */
  finish(callId: string): boolean {
    this.tasks.keep(callId);
    const note = this.store.get().get(callId);
    if (!note) return true;
    const isMissing = isOutcomeMissing(this.outcomes.get(), note);
    this.apply(callId, { type: isMissing ? 'asked' : 'closed' }, true);
    return !isMissing;
  }

  /** The entry waits a minute longer. */
  waitLonger(callId: string): void {
    const note = this.store.get().get(callId);
    if (note?.phase !== 'over') return;
    this.options.backend
      .extend(callId, note.moreMinutes + 1)
      // Too late, or not reached: what holds is read either way.
      .catch(() => undefined)
      .finally(() => void this.reader.read(callId));
  }

  /** The note is on screen: what others have written of it is read, not too often. */
  look(callId: string): void {
    this.reader.look(callId);
  }

  /**
   * Time has passed: the notes of ended calls that need nothing more go off the screen.
   * @param isUsed whether the agent is in the note
   */
  passTime(isUsed: (callId: string) => boolean): void {
    const now = this.now();
    for (const note of this.store.get().values())
      if (note.phase === 'over' && !isUsed(note.callId) && !needsMore(note, this.outcomes.get(), now))
        this.apply(note.callId, { type: 'closed' });
  }

  /** The network is back. */
  retry(): void {
    for (const sender of this.senders.values()) sender.retry();
    this.reader.askOutcomes();
  }

  private follow(call: Call): void {
    this.followPhase(call);
    if (call.note !== undefined && this.store.get().has(call.id)) this.reader.heard(call.id, call.note);
  }

  private followPhase(call: Call): void {
    const note = this.store.get().get(call.id);
    if (call.phase === 'ended') {
      if (note?.phase === 'live' && isClientCall(call)) this.show(call);
      if (note) this.hasEnded(note, endOf(call));
      return;
    }
    // One that dials may find no answer: that is an outcome, too.
    const isDialled = call.phase === 'dialing' && call.direction === 'outbound';
    if (!(isConversation(call) || isDialled) || call.consultOf !== null || !isClientCall(call)) return;
    if (note) this.show(call);
    else if (call.note !== undefined) this.put(newNote(call.id, this.options.clientOf(call)));
  }

  private show(call: Call): void {
    this.apply(call.id, { type: 'shown', client: this.options.clientOf(call) });
  }

  private hasEnded({ callId, phase }: CallNote, ended: CallEnded): void {
    this.apply(callId, { type: 'ended', ...ended });
    if (phase === 'live') this.reader.afterEnd(callId);
  }

  /** Takes notes of calls whose outcome is asked for, and that were talked on another computer. */
  private async askOpen(): Promise<void> {
    const open = await this.options.backend.open().catch(() => []);
    for (const note of open) if (!this.store.get().has(note.callId)) this.put(note);
  }

  private heard(callId: string, note: CallNote | null): void {
    const known = this.store.get().get(callId);
    if (note === null) {
      if (known && known.phase !== 'live' && !isUnsent(known.text)) this.drop(callId);
      return;
    }
    if (known) this.apply(callId, { type: 'heard', note });
    else this.put(note);
  }

  /** @param isOwn it was done in this tab by the agent */
  private apply(callId: string, event: NoteEvent, isOwn = false): void {
    const note = this.store.get().get(callId);
    if (!note) return;
    const after = changeNote(note, event);
    if (after === null) this.drop(callId);
    else if (after !== note) this.put(after, isOwn);
  }

  private put(note: CallNote, isOwn = false): void {
    this.store.set(new Map([...this.store.get(), [note.callId, note]]));
    // That of a call in which nothing was written yet is of no use to later pages.
    if (note.phase !== 'live' || note.text.at > 0 || note.choice.at > 0 || note.draft)
      this.options.memory.put(note);
    this.senderOf(note.callId).changed(isOwn);
  }

  private drop(callId: string): void {
    const left = new Map(this.store.get());
    left.delete(callId);
    this.store.set(left);
    this.options.memory.remove(callId);
    this.senders.get(callId)?.rest();
    this.senders.delete(callId);
    this.reader.forget(callId);
  }

  private senderOf(callId: string): NoteSender {
    const known = this.senders.get(callId);
    if (known) return known;
    const { backend, turns } = this.options;
    const sender = new NoteSender(callId, {
      ...this.shared,
      backend,
      turns,
      onSent: (part) => {
        // An outcome sends the entry to amoCRM, and it waits no longer.
        if (part === 'choice') void this.reader.read(callId);
      },
      onConflict: (part) => {
        void (part === 'text' ? this.reader.read(callId) : this.reader.keepOutcome(callId));
      },
    });
    this.senders.set(callId, sender);
    return sender;
  }

  /** What sender and reader use alike. */
  private get shared(): Pick<NoteSenderOptions, 'timer' | 'now' | 'noteOf' | 'apply'> {
    return {
      timer: this.options.timer,
      now: () => this.now(),
      noteOf: (id) => this.store.get().get(id),
      apply: (id, event) => {
        this.apply(id, event);
      },
    };
  }
}

function endOf({ reason, wentTo, answeredAt, endedAt }: Extract<Call, { phase: 'ended' }>): CallEnded {
  const talkSeconds = answeredAt === null ? null : Math.max(0, Math.round((endedAt - answeredAt) / 1_000));
  return { end: { reason, wentTo }, talkSeconds, at: endedAt };
}
