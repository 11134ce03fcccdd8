import { isConversation, isLive, type Call } from '../calls/Call';
import type { CallBoard } from '../calls/CallBoard';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';

/** How long an ended call stays on screen, ms. */
export const OUTCOME_MS = 7_000;

/**
 * A popup for each call.
 *
 * ```
 *   ringing · dialing ──▶ conversation ──▶ ended ──7 s──▶ (gone)
 *        └──────────────────────────────────▲
 *   each step: ──dismissed──▶ hidden until the next step
 * ```
 * What is dismissed is kept by call and step, so a popup that was sent away comes back with the outcome.
 */
export function popupCalls(board: CallBoard, dismissed: ReadonlySet<string>, now: number): readonly Call[] {
  if (board.revision === null) return [];
  return board.calls.filter((call) => {
    if (dismissed.has(popupStep(call))) return false;
    if (call.phase !== 'ended') return true;
    // Of a transfer the client's popup tells; the colleague who was consulted needs none of his own.
    const isConsulted = call.reason === 'transferred' && call.direction === 'internal';
    return !isConsulted && now < outcomeUntil(call.endedAt, board);
  });
}

/** Key of a call's step. */
export function popupStep(call: Call): string {
  const step = isLive(call) ? (isConversation(call) ? 'conversation' : 'before') : 'ended';
  return `${call.id}:${step}`;
}

/** Keeps the popups: takes the board, what the agent sends away, and time. */
export class PopupList {
  private readonly store = new Store<readonly Call[]>([]);
  private dismissed: ReadonlySet<string> = new Set();
  private board: CallBoard | null = null;
  private stopExpiry: () => void = () => undefined;

  constructor(private readonly timer: Timer) {}

  get calls(): Readable<readonly Call[]> {
    return this.store;
  }

  take(board: CallBoard): void {
    this.board = board;
    const steps = board.calls.map(popupStep);
    this.dismissed = new Set([...this.dismissed].filter((step) => steps.includes(step)));
    this.update();
  }

  /** @param step key of the call's step */
  dismiss(step: string): void {
    this.dismissed = new Set([...this.dismissed, step]);
    this.update();
  }

  private update(): void {
    const { board } = this;
    if (board === null) return;
    const now = this.timer.now();
    const shown = popupCalls(board, this.dismissed, now);
    const before = this.store.get();
    // A report with nothing new must not paint anything anew.
    const isSame = shown.length === before.length && shown.every((call, index) => call === before[index]);
    if (!isSame) this.store.set(shown);
    this.stopExpiry();
    const ends = shown.flatMap((call) =>
      call.phase === 'ended' ? [outcomeUntil(call.endedAt, board) - now] : [],
    );
    if (ends.length > 0) {
      this.stopExpiry = this.timer.after(Math.max(1, Math.min(...ends)), () => {
        this.update();
      });
    }
  }
}

/** When an outcome leaves the screen, ms since 1970 by this computer's clock. */
function outcomeUntil(endedAt: number, board: CallBoard): number {
  return endedAt + board.skewMs + OUTCOME_MS;
}
