import { isConversation, isLive, isRinging, type Call } from '../calls/Call';
import type { CallBoard } from '../calls/CallBoard';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';

/** How long the popup of an ended call shows its outcome, ms. */
export const OUTCOME_MS = 7_000;

/**
 * The calls that have a popup now.
 *
 * ```
 *   ringing · dialing ──▶ conversation ──▶ ended ──7 s──▶ (gone)
 *        └──────────────────────────────────▲
 *   each step: ──dismissed──▶ hidden until the next step
 * ```
 * A dismissal counts for one step of the call, so a dismissed popup comes back with the next step or the outcome. With
 * the original protocol there are no popups.
 * @param dismissed keys of dismissed steps (`popupStep`)
 * @param now ms since 1970 by this computer's clock
 */
export function popupCalls(board: CallBoard, dismissed: ReadonlySet<string>, now: number): readonly Call[] {
  if (board.revision === null) return [];
  return board.calls.filter((call) => {
    if (dismissed.has(popupStep(call))) return false;
    if (call.phase !== 'ended') return true;
    // After an attended transfer the client's popup shows the outcome; the consultation gets none.
    const isConsulted = call.reason === 'transferred' && call.direction === 'internal';
    return !isConsulted && now < outcomeUntil(call.endedAt, board);
  });
}

/**
 * Orders popups from the top: ringing calls, other live calls, those on hold, outcomes. While a popup has the pointer or the focus, it
 * and those above it keep their places, so that a click can't hit another button. Pure.
 * @param before popups on screen, from the top
 * @param heldId id of the call whose popup has the pointer or the focus; null: none
 */
export function orderPopups(
  shown: readonly Call[],
  before: readonly Call[],
  heldId: string | null,
): readonly Call[] {
  const still = before
    .slice(0, before.findIndex(({ id }) => id === heldId) + 1)
    .flatMap(({ id }) => shown.filter((call) => call.id === id));
  const rank = (call: Call): number =>
    isRinging(call) ? 0 : call.phase === 'held' ? 2 : isLive(call) ? 1 : 3;
  const rest = shown.filter((call) => !still.some(({ id }) => id === call.id));
  return [...still, ...[...rest].sort((a, b) => rank(a) - rank(b))];
}

/**
 * Of the calls that have a popup, those whose card is docked in the panel while it is open: they ring, or their outcome is
 * shown. The panel itself shows the others. Pure.
 * @param shown in the order of popups, which grow downwards
 * @param growsUp whether the panel grows upwards: a card on top of the others moves none of them, also while the pointer is
 * on one, so ringing calls come first at once
 */
export function dockedCalls(shown: readonly Call[], growsUp = false): readonly Call[] {
  const docked = shown.filter((call) => isRinging(call) || !isLive(call));
  return growsUp ? [...docked].sort((a, b) => Number(isRinging(b)) - Number(isRinging(a))) : docked;
}

/** Key of a call's current step: call id, and whether it is before its conversation, in it, or ended. */
export function popupStep(call: Call): string {
  const step = isLive(call) ? (isConversation(call) ? 'conversation' : 'before') : 'ended';
  return `${call.id}:${step}`;
}

/** Keeps the list of popups as the board changes, popups are dismissed, and the time of outcomes runs out. */
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

  /** Takes the calls of a new board. */
  setBoard(board: CallBoard): void {
    this.board = board;
    const steps = board.calls.map(popupStep);
    this.dismissed = new Set([...this.dismissed].filter((step) => steps.includes(step)));
    this.update();
  }

  /** Hides a popup until its call's next step. @param step key of the step, from `popupStep` */
  dismiss(step: string): void {
    this.dismissed = new Set([...this.dismissed, step]);
    this.update();
  }

  /**
   * Keeps popups from moving and expiring while one of them is used.
   * @param callId id of the call whose popup has the pointer or the focus; null: none
   */
  hold(callId: string | null): void {
    if (callId === this.heldId) return;
    this.heldId = callId;
    this.update();
  }

  /** Computes the list from board, dismissals and time, and plans the next expiry. */
  private update(): void {
    const { board } = this;
    if (board === null) return;
    const now = this.timer.now();
    const before = this.store.get();
    const heldId = before.some(({ id }) => id === this.heldId) ? this.heldId : null;
    // While a popup is held, outcomes on screen do not expire; those that have expired before do not come back.
    const shown = orderPopups(
      popupCalls(board, this.dismissed, heldId === null ? now : -Infinity).filter(
        (call) =>
          popupCalls(board, this.dismissed, now).includes(call) || before.some(({ id }) => id === call.id),
      ),
      before,
      heldId,
    );
    // A report that changes no popup must not cause a repaint.
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

/** Until when the outcome of an ended call is shown, ms since 1970 by this computer's clock. */
function outcomeUntil(endedAt: number, board: CallBoard): number {
  return endedAt + board.skewMs + OUTCOME_MS;
}
