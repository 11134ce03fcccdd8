import type { CallEvent } from '../../../calls/CallEvent';
import type { AgentEvent } from './AgentEvent';
import { beginCalls } from './beginCalls';
import { endCall } from './endCall';
import { isLive, type TrackedCall } from './TrackedCall';
import { transferOf } from './transferOf';
import { updateCall } from './updateCall';
import type { CallContext } from './WholeCall';

/** Agents' calls of a whole call after a change of its legs. */
export interface DerivedCalls {
  readonly calls: readonly TrackedCall[];
  readonly events: readonly AgentEvent[];
  /** A call's legs are gone, and what happens to its other end is not known yet. */
  readonly isUndecided: boolean;
}

const NOTHING: DerivedCalls = { calls: [], events: [], isUndecided: false };

/**
 * Derives agents' calls from the current legs, and the events to report: the difference from the calls before, ends
 * last. The same legs give the same calls, whatever order the events came in.
 * @param at ms since 1970
 * @param isDecided the wait for the other end's fate is over: the call counts as transferred
 */
export function deriveCalls(context: CallContext, at: number, isDecided: boolean): DerivedCalls {
  const before = context.call.calls;
  let calls = beginCalls(context, before, at);
  if (calls.length === 0) return NOTHING;
  const changes = new Map<string, readonly CallEvent[]>();
  const ends: AgentEvent[] = [];
  let isUndecided = false;
  // Consultations first: while one is live, the client's call is on hold.
  for (const { id } of consultationsFirst(calls)) {
    const call = calls.find((one) => one.id === id);
    if (call === undefined || !isLive(call)) continue;
    const now = updateCall(context, call, calls, at);
    const { extension } = now;
    const was = before.find((one) => one.id === id);
    if (was !== now) changes.set(id, eventsOfChange(was, call, now));
    const end = endCall(context, now, calls, at);
    const reason = end === null ? null : (end.reason ?? (isDecided ? 'transferred' : null));
    isUndecided ||= end !== null && reason === null;
    const isOver = end !== null && reason !== null;
    if (isOver) {
      const transfer = reason === 'transferred' ? transferOf(context, now) : undefined;
      const event = { type: 'ended', id, reason, at: end.at, ...(transfer && { transfer }) } as const;
      ends.push({ extension, event });
    }
    const after: TrackedCall = isOver ? { ...now, phase: 'ended' } : now;
    if (after !== call) calls = calls.map((one) => (one === call ? after : one));
  }
  if (changes.size === 0) return { calls, events: ends, isUndecided };
  const events = calls.flatMap(({ id, extension }) =>
    (changes.get(id) ?? []).map((event) => ({ extension, event })),
  );
  return { calls, events: [...events, ...ends], isUndecided };
}

function consultationsFirst(calls: readonly TrackedCall[]): readonly TrackedCall[] {
  if (!calls.some(({ consultOf }) => consultOf !== null)) return calls;
  return [...calls].sort((a, b) => Number(a.consultOf === null) - Number(b.consultOf === null));
}

/** Events that lead from the call as it was reported to the call as it is now. */
function eventsOfChange(
  was: TrackedCall | undefined,
  first: TrackedCall,
  now: TrackedCall,
): readonly CallEvent[] {
  const { id } = now;
  const events: CallEvent[] = [];
  if (was === undefined) {
    const { direction, number, via, consultOf, isOutside } = now;
    const isRung = first.phase === 'ringing' || direction === 'inbound';
    const phase = isRung ? 'ringing' : 'dialing';
    const began = { type: 'began', id, direction, phase, number, at: now.startedAt, via, consultOf } as const;
    events.push(isOutside ? { ...began, isOutside } : began);
  } else if (was.number !== now.number || was.isOutside !== now.isOutside) {
    const connected = { type: 'connected', id, number: now.number } as const;
    events.push(now.isOutside ? { ...connected, isOutside: true } : connected);
  }
  if (now.phase === 'talking' && was?.phase !== 'talking')
    events.push({ type: 'answered', id, at: now.answeredAt ?? now.startedAt });
  if (now.isHeld !== (was?.isHeld ?? false)) events.push({ type: 'held', id, isHeld: now.isHeld });
  if (now.isFarHeld !== (was?.isFarHeld ?? false))
    events.push({ type: 'farHeld', id, isHeld: now.isFarHeld });
  if (now.isMuted !== (was?.isMuted ?? false)) events.push({ type: 'muted', id, isMuted: now.isMuted });
  return events;
}
