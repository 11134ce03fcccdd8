import { agentOf, AGENTS, isAwayAt, isOutside, type Agent } from './expectedRecords';
import { comparable, isCalledBySelf } from './expectedScreens';
import { answeredAt, beganAt, endedAt, talksOf, type PhoneCall, type Talk, type Timeline } from './Timeline';

/** Numbers that each agent has missed at the end, and those of which it can't be said. */
export interface ExpectedMissed {
  readonly agent: Agent;
  readonly numbers: readonly string[];
  readonly vague: readonly string[];
}

/** Once another phone has answered a call, those that were called along with it cease to ring within this time, ms. */
const SAME_CALL_MS = 700;

/** Rings that no one has answered since; a phone that has refused the call has not missed it. */
export function expectedMissed(timeline: Timeline): readonly ExpectedMissed[] {
  return AGENTS.map((agent) => {
    const called = timeline.calls.filter((call) => agentOf(call.phone) === agent && isCalled(call));
    const rings = called.filter(isUnanswered);
    const open = rings.filter((ring) => !isTaken(timeline, ring));
    const missed = open.filter(({ refused }) => refused === null);
    // By docs/CALLS a ring that was cut by an absence is missed, and one whose caller was answered and left then: that can't be known.
    const isUnknown = (ring: PhoneCall): boolean =>
      isTaken(timeline, ring) && !isTaken(timeline, ring, (talk) => !isUnheard(timeline, talk));
    const vague = called.filter((ring) => isNearAbsence(timeline, ring) || isUnknown(ring));
    // The colleague's number is not on the phone: that they have missed the colleague can't be told from it.
    const asked = called.flatMap((ring) => orderedAsking(timeline, ring).map(({ own }) => own));
    return {
      agent,
      numbers: [...new Set(missed.map(({ number }) => comparable(number)))].sort(),
      vague: [...vague.map(({ number }) => comparable(number)), ...asked],
    };
  });
}

const isCalled = (call: PhoneCall): boolean => !call.isOut && call.clicked === null && !isCalledBySelf(call);

const isUnanswered = ({ moments }: PhoneCall): boolean => !moments.some(({ phase }) => phase === 'up');

/**
 * Has the caller talked with anyone after this phone rang? A colleague with this agent, or with whose phone was called along with it.
 * @param counts such talks alone
 */
function isTaken(
  timeline: Timeline,
  ring: PhoneCall,
  counts: (times: Pick<Talk, 'from' | 'to'>) => boolean = () => true,
): boolean {
  const since = beganAt(ring);
  const isSince = ({ from, to }: Talk): boolean => (to ?? Infinity) > since && from >= since - 50;
  const callers = timeline.calls.filter(
    ({ phone, own }) => phone !== 'mobile' && comparable(own) === comparable(ring.number),
  );
  const isTalked = [...callers, ...heirsOf(timeline, ring)].some((caller) =>
    talksOf(timeline, caller).some((talk) => {
      const isMeant = isOutside(caller.phone) || agentOf(talk.other.phone) === agentOf(ring.phone);
      return isMeant && isSince(talk) && counts(talk);
    }),
  );
  const isCounted = (other: PhoneCall): boolean =>
    counts({ from: answeredAt(other) ?? Infinity, to: endedAt(other) });
  return isTalked || timeline.calls.some((other) => isAnsweredFor(other, ring) && isCounted(other));
}

/** Whom a colleague has handed on to what they had called, and left while this phone rang on: it rang for them then. */
function heirsOf(timeline: Timeline, ring: PhoneCall): readonly PhoneCall[] {
  const own = timeline.calls.filter(
    (call) => !isOutside(call.phone) && beganAt(call) < beganAt(ring) && call.own === ring.number,
  );
  const left = Math.max(...own.map((call) => endedAt(call) ?? Infinity));
  if (left < beganAt(ring) || left > (endedAt(ring) ?? 0) - SAME_CALL_MS) return [];
  const talked = own.flatMap((call) => talksOf(timeline, call)).map(({ other }) => other);
  return talked.filter((other) => isOutside(other.phone) && (endedAt(other) ?? Infinity) > left);
}

/** Did it begin and end while our backend was away? */
const isUnheard = ({ away }: Timeline, talk: Pick<Talk, 'from' | 'to'>): boolean =>
  away.some(({ from, to }) => talk.from >= from && (talk.to ?? Infinity) <= (to ?? Infinity));

/** Was this phone called by the same number, and answered just as the other one ceased to ring? */
function isAnsweredFor(other: PhoneCall, ring: PhoneCall): boolean {
  const at = answeredAt(other);
  if (other === ring || at === null || !isCalled(other) || other.number !== ring.number) return false;
  return at >= beganAt(ring) && Math.abs(at - (endedAt(ring) ?? Infinity)) <= SAME_CALL_MS;
}

/** Did our backend not hear its begin, or how it ended? */
function isNearAbsence(timeline: Timeline, ring: PhoneCall): boolean {
  const end = answeredAt(ring) ?? endedAt(ring) ?? Date.now();
  return isAwayAt(timeline, beganAt(ring)) || isAwayAt(timeline, end);
}

/** Calls that another program has made for a colleague, with which the colleague may have consulted this phone under the client's number. */
function orderedAsking({ calls }: Timeline, ring: PhoneCall): readonly PhoneCall[] {
  const isThen = (call: PhoneCall): boolean =>
    beganAt(call) < beganAt(ring) && (endedAt(call) ?? Infinity) > beganAt(ring);
  const isSame = ({ number }: PhoneCall): boolean => comparable(number) === comparable(ring.number);
  return calls.filter(
    (call) => call.isOrdered && call !== ring && !isOutside(call.phone) && isSame(call) && isThen(call),
  );
}
