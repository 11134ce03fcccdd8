import { isOutside, type ExpectedRecord } from './expectedRecords';
import { answeredAt, endedAt, talksOf, type Timeline } from './Timeline';

/** A talk of this length closes the client's line in the company's list of missed calls, as the backends of flows are set, s. */
export const TALK_SECONDS = 1;

/** How exactly our backend and the phones agree on when a call was answered and ended, ms. */
const EXACT_MS = 300;

/**
 * How often the client has called in vain since the company has talked with them, by the phones alone; null: that can't be known.
 * @param before how often it was before this flow
 * @param record what amoCRM must have of it; null: no call of a client
 */
export function expectedLine(
  timeline: Timeline,
  record: ExpectedRecord | null,
  before: number,
): number | null {
  if (record === null) return before;
  if (record.isOptional) return null;
  const calls = timeline.calls.filter(({ phone }) => phone === 'client' || phone === 'client2');
  const talks = calls
    .flatMap((call) => talksOf(timeline, call))
    .filter(({ other }) => other.phone === 'mobile' || !isOutside(other.phone));
  // By docs/CALLS: who calls in vain waits, whichever number was called and whether any phone rang; our own calls in vain are attempts.
  if (talks.length === 0) return record.direction === 'inbound' ? before + 1 : before;
  // What no backend has heard can't be told from a call in vain.
  if (timeline.away.length > 0) return null;
  const longest = Math.max(...talks.map(({ from, to }) => (to ?? Date.now()) - from));
  if (longest >= TALK_SECONDS * 1_000) return 0;
  const since = Math.min(...calls.map((call) => answeredAt(call) ?? Infinity));
  const end = Math.max(...calls.map((call) => endedAt(call) ?? Date.now()));
  return end - since < TALK_SECONDS * 1_000 - EXACT_MS ? before : null;
}
