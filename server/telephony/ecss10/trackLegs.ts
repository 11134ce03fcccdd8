import type { CallEvent } from '../../calls/CallEvent';
import type { EndReason } from '../../calls/AgentCall';
import type { Ecss10Leg, LegBook, Ecss10Numbering, LegReport } from './Ecss10Leg';

/** A change of legs. `at` in ms since 1970. */
export type LegChange =
  | { readonly type: 'reported'; readonly legs: readonly LegReport[]; readonly at: number }
  | { readonly type: 'removed'; readonly ids: readonly string[]; readonly at: number }
  /** All live legs of this number (null: of all numbers): legs of it that are not listed have ended. */
  | {
      readonly type: 'snapshot';
      readonly of: string | null;
      readonly legs: readonly LegReport[];
      readonly at: number;
      /** When the connection was lost; null: there was none before. */
      readonly lostAt: number | null;
    }
  /**
   * Set before we reject a leg or hang it up, so that its end is no missed call, and known to be ours. False: the softswitch
   * did not accept it.
   */
  | { readonly type: 'refused' | 'dropped'; readonly id: string; readonly isSo: boolean }
  /** The call's record is made: its legs are dropped. */
  | { readonly type: 'forgotten'; readonly callId: string };

/** Longest talk of which the begin is believed when it was not heard, ms. */
const LONGEST_TALK_MS = 12 * 3_600_000;

/** An event for the agent with this extension. */
export interface LegEvent {
  readonly extension: string;
  readonly callId: string;
  readonly event: CallEvent;
}

/** The book after a change, and the events for agents. */
export interface TrackedLegs {
  readonly book: LegBook;
  readonly events: readonly LegEvent[];
}

/**
 * The only function that changes the book. A call counts as answered when the agent's own leg is talking: a caller's leg
 * is talking as soon as a voice menu has picked up.
 *
 *     (none) --alerting, unknown--> ringing (in), dialing (out) --talking--> talking <--hold--> held
 *     any --released, removed, not in a snapshot--> ended, until `forgotten`
 */
export function trackLegs(book: LegBook, change: LegChange, numbering: Ecss10Numbering): TrackedLegs {
  const next = new Map(book);
  const events: LegEvent[] = [];
  const emit = (leg: Ecss10Leg, event: CallEvent): void => {
    if (numbering.isAgent(leg.own)) events.push({ extension: leg.own, callId: leg.callId, event });
  };
  const end = (leg: Ecss10Leg, at: number, lostAt: number | null = null): void => {
    if (leg.endedAt !== null) return;
    const isEndHeard = lostAt === null;
    const endedAt = isEndHeard ? at : Math.max(Math.min(lostAt, at), leg.answeredAt ?? leg.startedAt);
    const isHeard = leg.isHeard && isEndHeard;
    next.set(leg.id, { ...leg, endedAt, isHeard, isEndHeard });
    const transfer = change.type === 'snapshot' ? null : transferOf(leg, next, change, numbering);
    const reason = transfer === null ? endReason(leg, next, numbering) : 'transferred';
    emit(leg, {
      type: 'ended',
      id: leg.id,
      reason,
      at,
      ...(transfer !== null && { transfer }),
      ...(reason === 'hungUp' && leg.isDropped && { by: 'agent' }),
      ...(!isEndHeard && { seenAt: endedAt }),
    });
  };
  const update = (report: LegReport, at: number): void => {
    const before = next.get(report.id);
    // A leg that ended before it was known is ignored.
    if (before === undefined && report.state === 'released') return;
    if (before !== undefined && before.endedAt !== null) return;
    const isTalking = report.wasAnswered || report.state === 'talking' || report.state === 'held';
    const answeredAt = before?.answeredAt ?? (isTalking ? answerTime(report, before, change, at) : null);
    const isOtherRemote = before !== undefined && report.remote !== '' && report.remote !== before.remote;
    const after: Ecss10Leg = {
      id: report.id,
      callId: before?.callId ?? report.callId,
      direction: before?.direction ?? report.direction,
      own: before?.own ?? report.own,
      remote: report.remote === '' ? (before?.remote ?? '') : report.remote,
      startedAt: before?.startedAt ?? Math.min(at, answeredAt ?? at),
      answeredAt,
      isHeld: report.state === 'held' || ((before?.isHeld ?? false) && report.state === 'unknown'),
      remoteBefore: isOtherRemote ? before.remote : (before?.remoteBefore ?? ''),
      isRefused: before?.isRefused ?? false,
      isDropped: before?.isDropped ?? false,
      isHeard: before?.isHeard !== false && change.type !== 'snapshot',
      isEndHeard: true,
      endedAt: null,
    };
    next.set(after.id, after);
    for (const event of eventsOfChange(before ?? null, after, numbering, at)) emit(after, event);
    if (report.state === 'released') end(after, at);
  };

  switch (change.type) {
    case 'reported':
      for (const leg of change.legs) update(leg, change.at);
      break;
    case 'removed':
      for (const id of change.ids) {
        const leg = next.get(id);
        if (leg !== undefined) end(leg, change.at);
      }
      break;
    case 'snapshot': {
      const live = new Set(change.legs.map(({ id }) => id));
      for (const leg of book.values())
        if (!live.has(leg.id) && (change.of === null || change.of === leg.own))
          end(leg, change.at, change.lostAt ?? change.at);
      for (const leg of change.legs) update(leg, change.at);
      break;
    }
    case 'refused':
    case 'dropped': {
      const leg = next.get(change.id);
      const mark = change.type === 'refused' ? { isRefused: change.isSo } : { isDropped: change.isSo };
      if (leg !== undefined) next.set(leg.id, { ...leg, ...mark });
      break;
    }
    case 'forgotten':
      for (const leg of book.values()) if (leg.callId === change.callId) next.delete(leg.id);
      break;
  }
  return { book: next, events };
}

function eventsOfChange(
  before: Ecss10Leg | null,
  after: Ecss10Leg,
  numbering: Ecss10Numbering,
  at: number,
): readonly CallEvent[] {
  const { id, direction, answeredAt } = after;
  const number = numbering.toCrm(after.remote);
  const events: CallEvent[] = [];
  if (before === null)
    events.push({
      type: 'began',
      id,
      direction: numbering.isAgent(after.remote) ? 'internal' : direction === 'in' ? 'inbound' : 'outbound',
      phase: direction === 'in' ? 'ringing' : 'dialing',
      number,
      at,
      ...(!after.isHeard && { isUnheard: true }),
    });
  else if (before.remote !== after.remote) events.push({ type: 'connected', id, number });
  if (answeredAt !== null && (before === null || before.answeredAt === null))
    events.push({ type: 'answered', id, at: answeredAt });
  if (after.isHeld !== (before?.isHeld ?? false)) events.push({ type: 'held', id, isHeld: after.isHeld });
  return events;
}

/**
 * When a leg was answered, ms since 1970. An answer that is heard is one of now. Of one that came while we were not connected
 * the softswitch knows the time, by a clock of its own: it is taken where it lies between the time at which the leg was
 * certainly not answered yet and now.
 */
function answerTime(
  { answeredAt }: LegReport,
  before: Ecss10Leg | undefined,
  { type }: LegChange,
  at: number,
): number {
  if (answeredAt === null || (type === 'reported' && before !== undefined)) return at;
  const earliest = before?.startedAt ?? at - LONGEST_TALK_MS;
  return answeredAt >= earliest && answeredAt <= at ? answeredAt : at;
}

/**
 * Whether an agent who talked has handed the other end over by leaving. The softswitch does not say so; it shows another
 * agent's leg of the same call that goes on with the same party: one that came after the answer, or one that had this agent at
 * its other end before. Whom a party outside or a phone without an agent was handed over to is not seen. Null: it is not known.
 */
function transferOf(
  leg: Ecss10Leg,
  book: LegBook,
  change: LegChange,
  numbering: Ecss10Numbering,
): { readonly how: 'blind' | 'attended'; readonly isByPhone: null; readonly number: string } | null {
  const { answeredAt } = leg;
  if (answeredAt === null || numbering.isAgent(leg.remote)) return null;
  const ending = endingIn(change);
  for (const one of book.values()) {
    if (one.callId !== leg.callId || one.own === leg.own || one.endedAt !== null || ending.has(one.id))
      continue;
    if (!numbering.isAgent(one.own) || one.remote !== leg.remote) continue;
    const isFromLeg = one.remoteBefore === leg.own;
    if (!isFromLeg && one.startedAt <= answeredAt) continue;
    return { how: isFromLeg ? 'attended' : 'blind', isByPhone: null, number: one.own };
  }
  return null;
}

/** Legs that end by this change: they do not go on. */
function endingIn(change: LegChange): ReadonlySet<string> {
  if (change.type === 'removed') return new Set(change.ids);
  if (change.type !== 'reported') return new Set();
  return new Set(change.legs.flatMap(({ id, state }) => (state === 'released' ? [id] : [])));
}

/** The softswitch sends no reason, so it is derived from which legs were answered. */
function endReason(leg: Ecss10Leg, book: LegBook, numbering: Ecss10Numbering): EndReason {
  if (leg.answeredAt !== null) return 'hungUp';
  if (leg.direction === 'out') return 'noAnswer';
  if (leg.isRefused) return 'rejected';
  const isElsewhere = [...book.values()].some(
    ({ id, callId, own, direction, answeredAt }) =>
      id !== leg.id &&
      callId === leg.callId &&
      direction === 'in' &&
      answeredAt !== null &&
      numbering.isAgent(own),
  );
  return isElsewhere ? 'answeredElsewhere' : 'missed';
}
