import type { CallRecord, CallOutcome } from '../../calls/CallRecord';
import type { Ecss10Leg, LegBook, Ecss10Numbering } from './Ecss10Leg';

/** Have all legs of the call ended? False also for an unknown call. */
export function isCallOver(book: LegBook, callId: string): boolean {
  const legs = legsOf(book, callId);
  return legs.length > 0 && legs.every(({ endedAt }) => endedAt !== null);
}

/** Makes the record of a call that is over; null: it is live, or no agent's leg had a client at the other end. */
export function ecss10CallRecord(
  book: LegBook,
  callId: string,
  numbering: Ecss10Numbering,
): CallRecord | null {
  if (!isCallOver(book, callId)) return null;
  const own = legsOf(book, callId).filter(
    (leg) => numbering.isAgent(leg.own) && !numbering.isAgent(leg.remote) && leg.remote !== '',
  );
  const first = own[0];
  if (first === undefined) return null;
  const answered = own.filter(({ answeredAt }) => answeredAt !== null);
  const last = [...own].sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).at(-1);
  const direction = first.direction === 'in' ? 'inbound' : 'outbound';
  return {
    id: `${numbering.domain}-${callId}`,
    direction,
    number: numbering.toCrm((answered.at(-1) ?? first).remote),
    via: null,
    outcome: outcomeOf(own, direction),
    extension: (answered.at(-1) ?? own.at(-1) ?? first).own,
    extensions: [...new Set(own.map((leg) => leg.own))],
    startedAt: Math.min(...own.map(({ startedAt }) => startedAt)),
    answeredAt: answered[0]?.answeredAt ?? null,
    endedAt: Math.max(...own.map(({ endedAt }) => endedAt ?? 0)),
    recording: null,
    ...(last?.isEndHeard === false && { isEndHeard: false }),
    ...(own.some(({ isHeard }) => !isHeard) && { isWhole: false }),
  };
}

function outcomeOf(own: readonly Ecss10Leg[], direction: CallRecord['direction']): CallOutcome {
  if (own.some(({ answeredAt }) => answeredAt !== null)) return 'answered';
  if (direction === 'outbound') return 'noAnswer';
  return own.every(({ isRefused }) => isRefused) ? 'rejected' : 'missed';
}

function legsOf(book: LegBook, callId: string): readonly Ecss10Leg[] {
  return [...book.values()].filter((leg) => leg.callId === callId);
}
