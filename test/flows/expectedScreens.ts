import { agentOf, AGENTS, isAwayAt, isOutside, type Agent } from './expectedRecords';
import type { Actor } from './Flow';
import {
  answeredAt,
  beganAt,
  endedAt,
  isOver,
  last,
  talksOf,
  type PhoneCall,
  type Timeline,
} from './Timeline';

/** What an agent's screen must show now, such as `RINGING +7910…`; `*`: anyone. Sorted. */
export function expectedScreen(
  timeline: Timeline,
  agent: Agent,
  numberOf: (actor: Actor) => string,
): readonly string[] {
  const shown = timeline.calls
    .filter((call) => agentOf(call.phone) === agent && !isOver(call))
    .filter((call) => !(call.isOrdered && last(call).phase === 'ringing'))
    .map((call) => {
      const { phase, isMuted } = last(call);
      const dialled = `DIALING ${comparable(call.clicked ?? call.number)}`;
      if (phase === 'ringing' && call.clicked !== null) return dialled;
      if (phase === 'ringing') return `RINGING ${comparable(call.number)}`;
      if (phase === 'calling') return dialled;
      const talks = talksOf(timeline, call);
      const now = talks.filter(({ to }) => to === null);
      // In a room there are several.
      if (now.length > 1) return 'CONVERSATION *';
      const talk = now[0] ?? talks.at(-1);
      // Clicked, the phone is answered before the number is called.
      if (talk === undefined) return call.clicked === null ? 'ANY *' : dialled;
      const number = comparable(numberOf(talk.other.phone));
      const isHolding = last(call).isHolding || isHeldOnScreen(call, talk.other);
      // While others change, who hears whom is not settled; who is on hold stays the one that they talk with.
      const isMoved = talk.to !== null && !isHolding && !isHeldBy(talk.other);
      return isMoved
        ? 'CONVERSATION *'
        : `CONVERSATION${isHolding ? ' held' : ''}${isMuted ? ' muted' : ''} ${number}`;
    });
  // Two phones of one agent ring as one call.
  const isAgain = (one: string, index: number): boolean =>
    one.startsWith('RINGING') && shown.indexOf(one) < index;
  return shown.filter((one, index) => !isAgain(one, index)).sort();
}

const isHeldBy = (other: PhoneCall): boolean => !isOver(other) && last(other).isHolding;

/** Does the other one hear music, and this one nobody? Then it was held from the screen. */
const isHeldOnScreen = (call: PhoneCall, other: PhoneCall): boolean =>
  !isOver(other) && last(other).hears.includes('music') && last(call).hears.length === 0;

/** Numbers outside by their last ten digits. */
export const comparable = (number: string): string => number.replaceAll(/\D/g, '').slice(-10);

/** Is this on the screen what must be there? */
export function fits(wanted: readonly string[], seen: readonly string[]): boolean {
  if (wanted.length !== seen.length) return false;
  const left = [...seen];
  // Those that say most choose first.
  for (const one of [...wanted].sort((a, b) => Number(a.includes('*')) - Number(b.includes('*')))) {
    const at = left.findIndex((other) => isOne(one, other));
    if (at === -1) return false;
    left.splice(at, 1);
  }
  return true;
}

function isOne(wanted: string, seen: string): boolean {
  if (wanted === 'ANY *') return !seen.startsWith('RINGING');
  return wanted.endsWith(' *') ? seen.startsWith(wanted.slice(0, -1)) : wanted === seen;
}

/** Numbers that each agent has missed at the end, and those of which it can't be said. */
export interface ExpectedMissed {
  readonly agent: Agent;
  readonly numbers: readonly string[];
  readonly vague: readonly string[];
}

/** Rings that no one has answered since; a phone that has refused the call has not missed it. */
export function expectedMissed(timeline: Timeline): readonly ExpectedMissed[] {
  return AGENTS.map((agent) => {
    const called = timeline.calls.filter((call) => agentOf(call.phone) === agent && isCalled(call));
    const rings = called.filter(isUnanswered);
    const open = rings.filter((ring) => !isTaken(timeline, ring));
    const missed = open.filter(({ refused }) => refused === null);
    // By docs/CALLS a ring that was cut by an absence is missed: that the phone answered then can't be known once the client is gone.
    const vague = called.filter((ring) => isNearAbsence(timeline, ring));
    return {
      agent,
      numbers: [...new Set(missed.map(({ number }) => comparable(number)))].sort(),
      vague: vague.map(({ number }) => comparable(number)),
    };
  });
}

const isCalled = ({ isOut, clicked }: PhoneCall): boolean => !isOut && clicked === null;

const isUnanswered = ({ moments }: PhoneCall): boolean => !moments.some(({ phase }) => phase === 'up');

/** Has the caller talked with anyone after this phone rang? A colleague also by another call, with whom it rang at. */
function isTaken(timeline: Timeline, ring: PhoneCall): boolean {
  return timeline.calls
    .filter(({ phone, own }) => phone !== 'mobile' && comparable(own) === comparable(ring.number))
    .some((caller) =>
      talksOf(timeline, caller).some(({ other, from, to }) => {
        const isCall = isOutside(caller.phone) || !isCalled(caller);
        if (!isCall && agentOf(other.phone) !== agentOf(ring.phone)) return false;
        return (to ?? Infinity) > beganAt(ring) && from >= beganAt(ring) - 50;
      }),
    );
}

/** Did our backend not hear its begin, or how it ended? */
function isNearAbsence(timeline: Timeline, ring: PhoneCall): boolean {
  const end = answeredAt(ring) ?? endedAt(ring) ?? Date.now();
  return isAwayAt(timeline, beganAt(ring)) || isAwayAt(timeline, end);
}
