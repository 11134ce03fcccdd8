import type { VatsApi } from './api/VatsApi';
import type { HistoryPush } from './pushes/VatsPush';

/** How far back the history is read, ms: a call may appear in it late; one VATS could not return a whole day. */
const BACK_MS = 7_200_000;

/** How long after its end a call is read, ms: its push comes first and has more fields than the history. */
const SETTLED_MS = 120_000;

/** Reads calls of the last hours that ended a while ago. Fails with a `VatsFault`. */
export async function readLostCalls(api: VatsApi, now: number): Promise<readonly HistoryPush[]> {
  const calls = await api.history(now - BACK_MS, now);
  return calls.filter(({ startedAt, durationS, waitS }) => {
    // Some tenants count the wait in the duration and some do not, so the later end is used.
    const endedAt = (startedAt ?? now) + (durationS + (waitS ?? 0)) * 1_000;
    return endedAt + SETTLED_MS <= now;
  });
}
