import { Failure } from '../Failure';
import type { Timer } from '../Timer';
import { isUnsent, type CallNote, type NotePart } from './CallNote';
import type { NoteEvent } from './changeNote';
import type { NoteBackend, SendTurns } from './NoteBackend';

/** Pause after the last key before a text is sent, ms: an agent types on. */
const QUIET_MS = 1_000;

/** Pauses after failures in a row, ms; the last one goes on. */
const PAUSES_MS = [2_000, 4_000, 8_000, 15_000, 30_000];

/** A choice of a call that is over is sent this long before its entry goes to amoCRM without one, ms. */
const AHEAD_MS = 3_000;

/** Reasons of the backend that no later attempt changes. */
const FINAL = ['NoActiveCall', 'WrongPhase', 'NotSupported', 'UnknownContact'];

/** What the sender uses. */
export interface NoteSenderOptions {
  readonly backend: Pick<NoteBackend, 'save' | 'choose'>;
  readonly turns: SendTurns;
  readonly timer: Timer;
  /** ms since 1970 by the backend's clock */
  readonly now: () => number;
  readonly noteOf: (callId: string) => CallNote | undefined;
  readonly apply: (callId: string, event: NoteEvent) => void;
  /** The backend has it. */
  readonly onSent: (part: NotePart) => void;
  /** It was refused: the backend has a text of another computer that was not read, or the entry is in amoCRM already. */
  readonly onConflict: (part: NotePart) => void;
}

/** How long to wait before this part of the note is sent, ms; null: there is nothing to send, or not until something changes. Pure. */
export function sendDelay(note: CallNote, part: NotePart, now: number): number | null {
  const { trouble } = note;
  if (!isUnsent(note[part]) || (trouble?.kind === 'refused' && trouble.part === part)) return null;
  if (part === 'text') return note.phase === 'done' ? 0 : QUIET_MS;
  // An outcome sends the entry to amoCRM, where its deal can't be changed: after the call the choice waits for "Done".
  if (note.phase !== 'over' || note.isLogged || note.waitsUntil === null)
    return note.phase === 'live' ? QUIET_MS : 0;
  return note.waitsUntil === 'unknown' ? null : Math.max(0, note.waitsUntil - AHEAD_MS - now);
}

/**
 * Sends the note of one call, until all of it is with the backend: one request at a time, again after growing pauses while the
 * backend is not reached, and only while this tab has the turn.
 *
 * ```
 *   idle ──something is unsent──▶ waits for the turn ──▶ pausing ──▶ sending ──accepted──▶ idle
 *                                        ▲                  ▲           │ not reached
 *                                        └──lost the turn───┴───────────┘
 * ```
 */
export class NoteSender {
  private hasTurn = false;
  private giveUp: (() => void) | null = null;
  private isOwn = false;
  private isSending = false;
  private failures = 0;
  private stopPause: () => void = () => undefined;

  constructor(
    private readonly callId: string,
    private readonly options: NoteSenderOptions,
  ) {}

  /** Something has changed. @param isOwn it was typed or chosen in this tab */
  changed(isOwn: boolean): void {
    const note = this.options.noteOf(this.callId);
    if (!note || !(isUnsent(note.text) || isUnsent(note.choice))) return this.rest();
    if (this.giveUp === null || (isOwn && !this.isOwn)) this.takeTurn(isOwn);
    if (isOwn) this.failures = 0;
    this.plan();
  }

  /** The network is back: what failed is tried at once. */
  retry(): void {
    this.failures = 0;
    this.plan();
  }

  /** Ends what is under way; an answer that comes later still counts. */
  rest(): void {
    this.stopPause();
    this.giveUp?.();
    this.giveUp = null;
    this.hasTurn = false;
    this.isOwn = false;
  }

  private takeTurn(isOwn: boolean): void {
    this.giveUp?.();
    this.hasTurn = false;
    this.isOwn = isOwn;
    this.giveUp = this.options.turns.take(
      this.callId,
      isOwn,
      () => {
        this.hasTurn = true;
        this.plan();
      },
      () => {
        this.hasTurn = false;
        this.stopPause();
        // What is unsent stays wanted: this tab is next when the other one is closed.
        this.takeTurn(false);
      },
    );
  }

  /** Sets the time of the next request. */
  private plan(): void {
    this.stopPause();
    const note = this.options.noteOf(this.callId);
    if (!this.hasTurn || this.isSending || !note) return;
    const now = this.options.now();
    const [next] = (['text', 'choice'] as const)
      .flatMap((part) => {
        const delay = sendDelay(note, part, now);
        return delay === null ? [] : { part, delay };
      })
      .sort((a, b) => a.delay - b.delay);
    if (!next) return;
    const pause = this.failures === 0 ? 0 : (PAUSES_MS[Math.min(this.failures, PAUSES_MS.length) - 1] ?? 0);
    this.stopPause = this.options.timer.after(Math.max(next.delay, pause), () => {
      void this.send(next.part);
    });
  }

  private async send(part: NotePart): Promise<void> {
    const { backend, apply, noteOf } = this.options;
    const note = noteOf(this.callId);
    if (!note) return;
    this.isSending = true;
    const { at } = note[part];
    const request =
      part === 'text'
        ? backend.save(this.callId, note.text.value, at, note.text.sentAt)
        : backend.choose(this.callId, note.choice.value, at);
    const failure = await request.then(
      () => null,
      (cause: unknown) => Failure.from(cause),
    );
    this.isSending = false;
    if (failure?.reason === 'cancelled') return;
    this.failures = failure ? this.failures + 1 : 0;
    const { onSent, onConflict } = this.options;
    if (failure) apply(this.callId, { type: 'failed', part, refusal: this.refusalOf(failure, part, at) });
    else apply(this.callId, { type: 'accepted', part, at });
    if (!failure) onSent(part);
    else if (failure.detail === 'WrongPhase') onConflict(part);
  }

  /** The reason why the backend will not take it; null: another attempt may do. @param at of what was sent */
  private refusalOf({ reason, detail }: Failure, part: NotePart, at: number): string | null {
    const note = this.options.noteOf(this.callId);
    if (reason !== 'refused' || !FINAL.includes(detail) || note?.[part].at !== at) return null;
    // A text is sent again once that of the other computer is read; a backend that has been started again in the call may
    // not know it yet.
    const isPassing =
      detail === 'WrongPhase' ? part === 'text' : detail === 'NoActiveCall' && note.phase === 'live';
    return isPassing ? null : detail;
  }
}
