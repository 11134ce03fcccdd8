import { agentOf, isOutside, type Agent } from './expectedRecords';
import type { Actor } from './Flow';
import { isOver, last, talksOf, type PhoneCall, type Talk, type Timeline } from './Timeline';

/** Who was on hold for a consultation is talked with again once the two hear each other for so long; before, packets may be late, ms. */
const BACK_MS = 600;

/** What an agent's screen must show now, such as `RINGING +7910…`; `*`: anyone. Sorted. */
export function expectedScreen(
  timeline: Timeline,
  agent: Agent,
  numberOf: (actor: Actor) => string,
): readonly string[] {
  const shown = timeline.calls
    .filter((call) => agentOf(call.phone) === agent && !isOver(call))
    .filter((call) => !(call.isOrdered && last(call).phase === 'ringing'))
    .flatMap((call) => entriesOf(timeline, call, numberOf));
  // Two phones of one agent ring as one call.
  const isAgain = (one: string, index: number): boolean =>
    one.startsWith('RINGING') && shown.indexOf(one) < index;
  return shown.filter((one, index) => !isAgain(one, index)).sort();
}

function entriesOf(
  timeline: Timeline,
  call: PhoneCall,
  numberOf: (actor: Actor) => string,
): readonly string[] {
  const { phase } = last(call);
  const dialled = `DIALING ${comparable(call.clicked ?? call.number)}`;
  if (phase === 'ringing' && call.clicked !== null) return [dialled];
  if (phase === 'ringing') {
    if (isAskedByOrdered(timeline, call)) return ['RINGING *'];
    if (!isHandedOn(timeline, call)) return [`RINGING ${comparable(call.number)}`];
    const waiting = handedOn(timeline, call);
    return [`RINGING ${waiting === null ? '*' : comparable(numberOf(waiting.phone))}`];
  }
  if (phase === 'calling') return [dialled];
  const talks = talksOf(timeline, call);
  const now = talks.filter(({ to }) => to === null);
  // In a room there are several.
  if (now.length > 1) return ['CONVERSATION *'];
  const talk = now[0] ?? lastToEnd(talks);
  // Clicked, the phone is answered before the number is called.
  if (talk === undefined) return [call.clicked === null ? 'ANY *' : dialled];
  return consultEntries(call, talks, numberOf) ?? [talkEntry(call, talk, numberOf)];
}

function talkEntry(call: PhoneCall, { other, to }: Talk, numberOf: (actor: Actor) => string): string {
  const { isMuted } = last(call);
  const number = comparable(numberOf(other.phone));
  const isHolding = last(call).isHolding || isHeldOnScreen(call, other);
  // While others change, who hears whom is not settled; who is on hold stays the one that they talk with.
  const isMoved = to !== null && !isHolding && !isHeldBy(other);
  return isMoved
    ? 'CONVERSATION *'
    : `CONVERSATION${isHolding ? ' held' : ''}${isMuted ? ' muted' : ''} ${number}`;
}

/** Where three have talked, who left last is the one that the agent has gone on with. */
const lastToEnd = (talks: readonly Talk[]): Talk | undefined =>
  [...talks].sort((one, other) => (one.to ?? Infinity) - (other.to ?? Infinity)).at(-1);

/** Who is consulted from the screen, and who is on hold for it, with the same call of the phone; null: the agent consults no one now. */
function consultEntries(
  call: PhoneCall,
  talks: readonly Talk[],
  numberOf: (actor: Actor) => string,
): readonly string[] | null {
  const consult = call.consults.at(-1);
  const client = lastToEnd(talks.filter(({ from }) => from < (consult?.at ?? 0)))?.other;
  if (consult === undefined || client === undefined) return null;
  const isBack = ({ other, from, to }: Talk): boolean =>
    other === client && (to ?? Date.now()) - Math.max(from, consult.at) > BACK_MS;
  if (talks.some(isBack)) return null;
  const talk = talks.filter(({ other, from }) => other !== client && from >= consult.at).at(-1);
  const consulting =
    talk === undefined ? `DIALING ${comparable(consult.number)}` : talkEntry(call, talk, numberOf);
  if (isOver(client)) return [consulting];
  return [`CONVERSATION held ${comparable(numberOf(client.phone))}`, consulting];
}

/** Does it ring for another one now, since the colleague who called it has handed on whom they talked with? */
function isHandedOn(timeline: Timeline, ring: PhoneCall): boolean {
  const ofCaller = callsOfCaller(timeline, ring);
  return ofCaller.length > 0 && ofCaller.every(isOver);
}

/** Who was handed on to this phone: the one with whom its caller has talked, and who hears no one now; null: there is none, or several are like that. */
function handedOn(timeline: Timeline, ring: PhoneCall): PhoneCall | null {
  const talked = callsOfCaller(timeline, ring).flatMap((call) => talksOf(timeline, call).slice(-1));
  const isWaiting = (other: PhoneCall): boolean =>
    !isOver(other) && talksOf(timeline, other).every(({ to }) => to !== null);
  const waiting = [...new Set(talked.map(({ other }) => other).filter(isWaiting))];
  return waiting.length === 1 ? waiting[0]! : null;
}

/** Who calls their own group may be rung by it themselves: that ring goes on without them. */
function callsOfCaller({ calls }: Timeline, ring: PhoneCall): readonly PhoneCall[] {
  return calls.filter(
    (call) =>
      call !== ring &&
      !isOutside(call.phone) &&
      call.own === ring.number &&
      !(isCalledBySelf(call) && last(call).phase === 'ringing'),
  );
}

/** Does an agent consult it, or a group that they are in, by a call that another program has made, so that the phone shows the client's number for theirs? */
function isAskedByOrdered({ calls, voices }: Timeline, ring: PhoneCall): boolean {
  return calls.some(
    (call) =>
      call.isOrdered &&
      !isOutside(call.phone) &&
      call !== ring &&
      last(call).phase === 'up' &&
      !last(call).hears.includes(voices.client),
  );
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

/** One who calls a group that they are in is called by themselves. */
export const isCalledBySelf = ({ isOut, number, own }: PhoneCall): boolean => !isOut && number === own;
