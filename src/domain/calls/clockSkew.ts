import { isConversation, type Call } from './Call';

/** Between reports closer together than this no report was lost, so a new conversation began between them, ms. */
const NO_GAP_MS = 13_000;

/** Clocks that differ by less count as equal, ms. */
const TOLERANCE_MS = 2_000;

/**
 * Estimates this computer's clock minus the backend's, ms, for a backend that does not send its time. It compares the
 * backend's begin of a conversation with the arrival of the first report that contains it.
 * @param before calls, time (ms since 1970 by this computer's clock; null: none) and skew of the report before
 * @param calls those of the new report
 * @param at when the new report came, ms since 1970 by this computer's clock
 */
export function clockSkew(
  before: { readonly calls: readonly Call[]; readonly reportedAt: number | null; readonly skewMs: number },
  calls: readonly Call[],
  at: number,
): number {
  const call = calls.find(isConversation);
  if (call === undefined || before.calls.some((known) => known.id === call.id)) return before.skewMs;
  if (before.reportedAt !== null && at - before.reportedAt <= NO_GAP_MS) {
    const possible =
      call.answeredAt >= before.reportedAt - TOLERANCE_MS && call.answeredAt <= at + TOLERANCE_MS;
    return possible ? 0 : at - call.answeredAt;
  }
  // After a gap it may have begun at any time; only a begin in the future shows that the clocks differ.
  return call.answeredAt + before.skewMs > at + TOLERANCE_MS ? at - call.answeredAt : before.skewMs;
}

/**
 * The time to show for a call, whole seconds, never negative: how long it rings or is dialled, then how long the
 * conversation lasts; for an ended call the length of the conversation.
 * @param skewMs this computer's clock minus the backend's
 * @param now ms since 1970 by this computer's clock
 */
export function callSeconds(call: Call, skewMs: number, now: number): number {
  const end = call.phase === 'ended' ? call.endedAt : now - skewMs;
  return Math.max(0, Math.floor((end - beginOf(call)) / 1_000));
}

/** When the time that is shown for a call began, ms since 1970 by the backend's clock. */
function beginOf(call: Call): number {
  if (call.phase === 'ended') return call.answeredAt ?? call.endedAt;
  return isConversation(call) ? call.answeredAt : call.startedAt;
}
