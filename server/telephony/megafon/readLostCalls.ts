import type { VatsApi } from './api/VatsApi';
import type { HistoryPush } from './pushes/VatsPush';

/** How far the history is read back: a call may appear in it late. A whole day was too much for one VATS. ms */
const BACK_MS = 7_200_000;

/** A call's own push comes first: it has more to tell than the history. ms */
const SETTLED_MS = 120_000;

/** Calls of the last hours that are over for a while. Fails with a `VatsFault`. */
export async function readLostCalls(api: VatsApi, now: number): Promise<readonly HistoryPush[]> {
  const calls = await api.history(now - BACK_MS, now);
  return calls.filter(({ startedAt, durationS, waitS }) => {
    // Whether the wait is part of the length differs, so the later end is taken.
    const endedAt = (startedAt ?? now) + (durationS + (waitS ?? 0)) * 1_000;
    return endedAt + SETTLED_MS <= now;
  });
}
