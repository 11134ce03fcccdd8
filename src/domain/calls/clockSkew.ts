import { isConversation, type Call } from './Call';

/** Reports closer together than this left no gap in which a call could have begun unseen, ms. */
const NO_GAP_MS = 13_000;

/** Clocks this close are taken for equal, ms. */
const TOLERANCE_MS = 2_000;

/**
 * What is to be added to the backend's time to get this computer's, ms, where the backend does not tell its
 * time: a conversation that appears between two reports began between them.
 * @param before what was known until now
 * @param at when the report came, ms since 1970 by this computer's clock
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
  // Without having seen the begin only this is certain: a conversation can't begin in the future.
  return call.answeredAt + before.skewMs > at + TOLERANCE_MS ? at - call.answeredAt : before.skewMs;
}

/**
 * Running time of a call, whole seconds, never negative: of the conversation, or of the ringing and dialling
 * before it; for an ended call how long people talked.
 */
export function callSeconds(call: Call, skewMs: number, now: number): number {
  const end = call.phase === 'ended' ? call.endedAt : now - skewMs;
  return Math.max(0, Math.floor((end - beginOf(call)) / 1_000));
}

function beginOf(call: Call): number {
  if (call.phase === 'ended') return call.answeredAt ?? call.endedAt;
  return isConversation(call) ? call.answeredAt : call.startedAt;
}
