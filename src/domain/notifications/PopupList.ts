import { isConversation, isLive, isRinging, type Call } from '../calls/Call';
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

/**
 * The order from the top: what rings, other live calls, outcomes. While the agent points at a popup, those down to
 * it stay where they are, so that a press meets the button it was meant for. Pure.
 * @param before the popups as they stand on screen, from the top
 * @param heldId call whose popup has the pointer or the focus
 */
export function arranged(
  shown: readonly Call[],
  before: readonly Call[],
  heldId: string | null,
): readonly Call[] {
  const still = before
    .slice(0, before.findIndex(({ id }) => id === heldId) + 1)
    .flatMap(({ id }) => shown.filter((call) => call.id === id));
  const rank = (call: Call): number => (isRinging(call) ? 0 : isLive(call) ? 1 : 2);
  const rest = shown.filter((call) => !still.some(({ id }) => id === call.id));
  return [...still, ...[...rest].sort((a, b) => rank(a) - rank(b))];
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
  private heldId: string | null = null;
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

  /** @param callId call whose popup has the pointer or the focus: nothing moves or expires meanwhile; null: none */
  hold(callId: string | null): void {
    if (callId === this.heldId) return;
    this.heldId = callId;
    this.update();
  }

  private update(): void {
    const { board } = this;
    if (board === null) return;
    const now = this.timer.now();
    const before = this.store.get();
    const heldId = before.some(({ id }) => id === this.heldId) ? this.heldId : null;
    // What is on screen stays while it is held; an outcome whose time is over does not come back for that.
    const shown = arranged(
      popupCalls(board, this.dismissed, heldId === null ? now : -Infinity).filter(
        (call) =>
          popupCalls(board, this.dismissed, now).includes(call) || before.some(({ id }) => id === call.id),
      ),
      before,
      heldId,
    );
    // A report with nothing new must not paint anything anew.
    const isSame = shown.length === before.length && shown.every((call, index) => call === before[index]);
    if (!isSame) this.store.set(shown);
    this.stopExpiry();
    const ends = shown.flatMap((call) =>
      call.phase === 'ended' ? [outcomeUntil(call.endedAt, board) - now] : [],
    );
    if (ends.length > 0 && heldId === null) {
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
