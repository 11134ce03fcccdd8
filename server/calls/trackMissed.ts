import { phoneKey } from '../../protocol/isSamePhone';
import type { AgentCall } from './AgentCall';
import type { CallEvent, PartyIdentified } from './CallEvent';
import type { Party } from './Party';

/** Calls from one number that rang at the agent until the caller gave up. */
export interface MissedCall {
  /** Id of the last of the calls. */
  readonly id: string;
  readonly party: Party;
  /** Number of these calls. */
  readonly count: number;
  /** When the last one ended, ms since 1970. */
  readonly at: number;
}

/** The agent has seen these missed calls; they are removed. */
export interface MissedSeen {
  readonly type: 'missedSeen';
  /** Ids of the last call of each number. */
  readonly ids: readonly string[];
}

/** Missed calls that were stored before this backend began. */
export interface MissedRestored {
  readonly type: 'missedRestored';
  readonly missed: readonly MissedCall[];
}

/** Most numbers kept for one agent; the oldest are dropped. */
export const MOST_MISSED = 50;

/**
 * The agent's missed calls after an event, newest first; the only function that changes them. A number is removed once
 * the agent talks with it, in a call of either direction, or has seen it; a call once another party has answered its
 * caller. Returns the same list when nothing changes.
 * @param before the agent's calls before the event
 * @param after the agent's calls after it
 */
export function trackMissed(
  missed: readonly MissedCall[],
  event: CallEvent | MissedSeen | MissedRestored | PartyIdentified | { readonly type: 'forgotten' },
  before: readonly AgentCall[],
  after: readonly AgentCall[],
): readonly MissedCall[] {
  switch (event.type) {
    case 'ended': {
      const call = before.find(({ id }) => id === event.id);
      if (call?.phase !== 'ringing' || event.reason !== 'missed') return missed;
      // A backend that takes over may report again what the last one has reported.
      if (missed.some(({ id }) => id === call.id)) return missed;
      const earlier = missed.find((one) => isSameNumber(one.party, call.party));
      const last = { id: call.id, party: call.party, count: (earlier?.count ?? 0) + 1, at: event.at };
      return [last, ...missed.filter((one) => one !== earlier)].slice(0, MOST_MISSED);
    }
    case 'answered':
    case 'connected': {
      const call = after.find(({ id }) => id === event.id);
      if (call?.phase !== 'talking') return missed;
      return removeWhere(missed, (one) => isSameNumber(one.party, call.party));
    }
    case 'answeredElsewhere': {
      const one = missed.find(({ id }) => id === event.id);
      if (one === undefined) return missed;
      if (one.count === 1) return removeWhere(missed, ({ id }) => id === event.id);
      return missed.map((other) => (other === one ? { ...one, count: one.count - 1 } : other));
    }
    case 'identified': {
      const { number, party } = event;
      const hasNumber = (one: MissedCall): boolean => phoneKey(one.party.number) === phoneKey(number);
      if (!missed.some(hasNumber)) return missed;
      return missed.map((one) =>
        hasNumber(one) ? { ...one, party: { ...party, number: one.party.number } } : one,
      );
    }
    case 'missedRestored':
      return event.missed.reduce(withRestored, missed);
    case 'missedSeen':
      return removeWhere(missed, ({ id }) => event.ids.includes(id));
    default:
      return missed;
  }
}

/** The list with one that was stored, newest first: of the same number, the newer of both with their common count. */
function withRestored(missed: readonly MissedCall[], stored: MissedCall): readonly MissedCall[] {
  if (missed.some(({ id }) => id === stored.id)) return missed;
  const now = missed.find((one) => isSameNumber(one.party, stored.party));
  const others = missed.filter((one) => one !== now);
  const one = now === undefined ? stored : { ...now, count: now.count + stored.count };
  return [...others, one].sort((a, b) => b.at - a.at).slice(0, MOST_MISSED);
}

function isSameNumber(one: Party, other: Party): boolean {
  return phoneKey(one.number) === phoneKey(other.number);
}

function removeWhere(
  missed: readonly MissedCall[],
  isRemoved: (one: MissedCall) => boolean,
): readonly MissedCall[] {
  return missed.some(isRemoved) ? missed.filter((one) => !isRemoved(one)) : missed;
}
