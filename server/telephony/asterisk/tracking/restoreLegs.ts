import type { CallBook } from './CallBook';
import { endJournal } from '../../../calls/journal/endJournal';
import { callsOf, participantOf, type Journal } from '../../../calls/journal/Journal';
import { firstTalkOf } from '../../../calls/journal/lineFor';
import { byCreation } from './byCreation';
import { dialledOf, newLeg, withSnapshot } from './changeLeg';
import { shownNumber } from './channelSnapshot';
import { isMachine } from './isMachine';
import { restoreHold } from './restoreHold';
import type { Bridging, Dial, Leg } from './Leg';
import type { AsteriskNumbering } from './AsteriskNumbering';
import type { LegStatus } from './readStatus';
import { storedRings } from './storedRings';
import type { WholeCall } from './WholeCall';

/** Cause of a channel that ended while disconnected. */
const UNKNOWN_CAUSE = 0;
/** `Data` of a channel that is being called, and its application when an Originate calls it. */
const CALLED = '(Outgoing Line)';
const ORIGINATED = 'AppDial2';
const AGENT_LOGIN = 'AgentLogin';
/** Applications whose channels wait in a bridge and hear no one there, and those whose bridges mix any number. */
const HOLDING: ReadonlySet<string> = new Set(['agentlogin', 'park', 'parkandannounce', 'bridgewait']);
const CONFERENCE = 'confbridge';
const ROOMS: ReadonlySet<string> = new Set([CONFERENCE, 'page']);

/** What was stored of a whole call before a restart, with the ends of all that is gone. */
type RestoredCall = Pick<WholeCall, 'journal' | 'missed'>;

/**
 * Makes the legs match the answer to `Status`: known legs keep what it does not have, unknown ones are created, missing
 * ones have ended unheard.
 * @param listed in any order
 * @param stored journals from before a restart
 * @param seenAt when the legs that are missing now were certainly there for the last time, ms since 1970
 * @param at ms since 1970
 * @returns the stored ones of which no leg is left, with their ends
 */
export function restoreLegs(
  book: CallBook,
  listed: readonly LegStatus[],
  stored: readonly Journal[],
  numbering: AsteriskNumbering,
  seenAt: number,
  at: number,
): readonly Journal[] {
  const statuses = [...listed].sort(byCreation);
  const live = new Set(statuses.map(({ channel }) => channel.id));
  for (const { legs } of [...book.all()])
    for (const leg of legs.values())
      if (leg.end === null && !live.has(leg.id))
        book.change({ ...leg, bridge: null, end: { cause: UNKNOWN_CAUSE, at: seenAt, isHeard: false } });
  const restored = new Map<string, RestoredCall>();
  const gone = new Set<RestoredCall>();
  for (const before of stored) {
    const journal = endJournal(before, (id) => !live.has(id), seenAt);
    const call = { journal, missed: storedRings(journal) };
    gone.add(call);
    for (const key of keysOf(journal)) restored.set(key, call);
  }
  for (const status of statuses) {
    const { id, linkedid, name } = status.channel;
    // Such a channel may outlive its call.
    const call = isMachine(name) ? undefined : (restored.get(id) ?? restored.get(linkedid));
    restoreLeg(book, status, statuses, call, numbering, at);
    if (call !== undefined) gone.delete(call);
  }
  for (const { channel } of statuses) book.joinLinked(channel.id, channel.linkedid);
  for (const { channel, bridge } of statuses) {
    if (book.leg(channel.id)?.bridge?.isTalk === true && bridge !== null) book.join(book.inBridge(bridge));
    const by = book.leg(channel.id)?.dial?.by;
    if (typeof by === 'string') book.join([by, channel.id]);
    if (channel.name.endsWith(';1')) book.join(halvesOf(channel.name, statuses));
  }
  // Who is at the other end is known now.
  for (const status of statuses) restoreHold(book, status, restored.get(status.channel.id)?.journal);
  return [...gone].map(({ journal }) => journal);
}

/** Ids by which channels are found in a journal: their own, and those of its whole calls. */
function keysOf(journal: Journal): readonly string[] {
  return [journal.id, ...callsOf(journal), ...journal.participants.map(({ id }) => id)];
}

/** Ids of both halves of a Local channel, and of another channel its own: after a transfer their Linkedids differ. */
function halvesOf(name: string, statuses: readonly LegStatus[]): readonly string[] {
  const both = new Set([name, name.replace(/;[12]$/, ';1'), name.replace(/;[12]$/, ';2')]);
  return statuses.flatMap(({ channel }) => (both.has(channel.name) ? [channel.id] : []));
}

/** The bridge of a channel; null: it is in none. The answer to `Status` does not tell of what kind it is. */
function bridgeOf({ bridge, application, data }: LegStatus, statuses: readonly LegStatus[]): Bridging | null {
  if (bridge === null) return null;
  const isTalk = statuses.some((one) => one.bridge === bridge && !HOLDING.has(one.application.toLowerCase()));
  const isRoom = ROOMS.has(application.toLowerCase());
  const name = application.toLowerCase() === CONFERENCE ? shownNumber(data.split(',')[0]) : null;
  return { id: bridge, isTalk, isRoom, room: name };
}

/** Updates a known leg from its status, or adds a new one. */
function restoreLeg(
  book: CallBook,
  status: LegStatus,
  statuses: readonly LegStatus[],
  stored: RestoredCall | undefined,
  numbering: AsteriskNumbering,
  at: number,
): void {
  const { channel, variables, bridge } = status;
  const known = book.leg(channel.id);
  const bridged = bridgeOf(status, statuses);
  const found = legOfStatus(status, statuses, stored?.journal, numbering, at);
  if (known?.end === null) {
    const place = known.bridge?.id === bridge ? known.bridge : bridged;
    const missed = { dial: known.dial ?? found.dial, queue: known.queue ?? found.queue };
    book.change({
      ...withSnapshot(known, channel),
      ...missed,
      variables,
      bridge: place,
      begin: 'listed',
    });
    return;
  }
  // The dialplan may have set another number since, and a bridge another Linkedid.
  const met = stored === undefined ? undefined : participantOf(stored.journal, channel.id);
  const number = met === undefined || met.number === '' ? found.number : met.number;
  // A bridge gives its channels the Linkedid of the oldest; who calls begins a whole call.
  const own = found.isCaller && !found.isLocal ? channel.id : found.linkedid;
  const { isCaller, call } = met ?? { isCaller: found.isCaller, call: own };
  const isLeaving = hasHungUp(stored?.journal, channel.id);
  const leg = { ...found, bridge: bridged, variables, number, isCaller, linkedid: call, isLeaving };
  book.add(leg, stored?.journal.id ?? channel.linkedid, stored);
}

/** Had its end hung up before, and Asterisk has only not come to end the channel? */
const hasHungUp = (journal: Journal | undefined, id: string): boolean =>
  journal?.facts.some((fact) => fact.type === 'hungUp' && fact.who === id) === true;

/** Makes a leg from a channel's status, and from what was stored of its call. */
function legOfStatus(
  status: LegStatus,
  statuses: readonly LegStatus[],
  stored: Journal | undefined,
  numbering: AsteriskNumbering,
  at: number,
): Leg {
  const { channel, application, data, dnid, ageMs, variables } = status;
  const leg = newLeg(channel, at - ageMs, numbering);
  const isCaller = leg.isCaller || dnid !== null;
  return {
    ...leg,
    begin: 'listed',
    isCaller,
    isQueueAgent:
      leg.extension !== null && (application === AGENT_LOGIN || variables.ASTERISKNG_LOGIN !== undefined),
    dialled: isCaller ? dialledOf({ exten: dnid ?? channel.exten }) : null,
    queue: application === 'Queue' ? (data.split(',')[0] ?? null) : null,
    dial: data === CALLED ? dialOf(status, statuses, stored, at) : null,
  };
}

/**
 * The channel that calls this one: it was heard to, or it runs a Dial with this phone, or a Queue, or a Dial whose phone has sent
 * the call on.
 */
function dialOf(
  { channel, application, bridge, shown }: LegStatus,
  statuses: readonly LegStatus[],
  stored: Journal | undefined,
  at: number,
): Dial {
  const halves = halvesOf(channel.name, statuses);
  const others = statuses.filter(
    (one) => one.channel.linkedid === channel.linkedid && !halves.includes(one.channel.id),
  );
  const dials = others.filter((one) => one.application === 'Dial');
  const callerAmong = (ones: readonly LegStatus[]): LegStatus | undefined =>
    ones.find((one) => dials.includes(one) && names(one, channel.name)) ??
    ones.find((one) => one.application === 'Queue');
  const heard = heardCaller(stored, channel.id);
  // Who is in another bridge has called the same phone or queue before, and was answered.
  const near = callerAmong(others.filter((one) => one.bridge === null || one.bridge === bridge));
  // The latest of those whose phones are gone: a phone that is sent a call may send it on, too.
  const latest = (): LegStatus | undefined =>
    [...dials].sort((a, b) => liveOf(a, others) - liveOf(b, others) || a.ageMs - b.ageMs)[0];
  // Who talks is with its caller, or that one is gone: the Dial of another one has not called it.
  const isTalking = channel.state === 'up' && bridge !== null;
  const unnamed = (): LegStatus | undefined =>
    isTalking ? dials.find((one) => one.bridge === bridge) : latest();
  const found =
    (near ?? callerAmong(others) ?? handedOn(channel.name, shown, statuses) ?? unnamed())?.channel.id ?? '';
  // Behind a Local channel its other half calls, while it is there. Who has taken a caller's place may be of another call.
  const isCalling = statuses.some((one) => one.channel.id === heard && one.application === 'Dial');
  const caller = heard === null ? found : isCalling ? heard : (near?.channel.id ?? heard);
  const status = channel.state === 'up' ? 'answered' : channel.state === 'ringing' ? 'ringing' : 'begun';
  const by = application === ORIGINATED ? calledBackFor(shown, statuses) : caller;
  // Who has talked before had answered by then, also where its caller is gone and another one is taken for it.
  const answeredAt = stored === undefined ? null : firstTalkOf(stored, channel.id);
  return { by, status, at: status === 'answered' ? (answeredAt ?? at) : at };
}

/**
 * Who was handed on to a Dial or a Queue while it called this channel, whose Linkedid stays that of who has begun it: the one whose
 * number it shows.
 */
function handedOn(name: string, shown: string | null, statuses: readonly LegStatus[]): LegStatus | undefined {
  const ones = statuses.filter(({ channel }) => shown !== null && channel.number === shown);
  const calling = ones.filter(
    (one) => one.application === 'Queue' || (one.application === 'Dial' && names(one, name)),
  );
  return calling.length === 1 ? calling[0] : undefined;
}

/** Who was heard to call this phone before a restart; null: no one was. */
function heardCaller(stored: Journal | undefined, id: string): string | null {
  const ring = stored?.facts.find((fact) => fact.type === 'rang' && fact.who === id);
  return ring?.type === 'rang' ? ring.by : null;
}

/**
 * Whom Asterisk calls a phone back for, which has left a consultation by keys: such a call looks like one by Originate, but the
 * number that it shows is that of one who waits alone in a bridge.
 */
function calledBackFor(shown: string | null, statuses: readonly LegStatus[]): string | null {
  const isAlone = ({ bridge }: LegStatus): boolean =>
    bridge !== null && statuses.filter((one) => one.bridge === bridge).length === 1;
  const waiting = statuses.filter((one) => shown !== null && one.channel.number === shown && isAlone(one));
  return waiting.length === 1 ? (waiting[0]?.channel.id ?? null) : null;
}

/** Does this Dial call the channel's phone? */
const names = ({ data }: LegStatus, channel: string): boolean =>
  data.includes(channel.slice(0, channel.lastIndexOf('-')));

/** Number of channels that this Dial calls by its own words. */
const liveOf = (dial: LegStatus, others: readonly LegStatus[]): number =>
  others.filter(({ channel, data }) => data === CALLED && names(dial, channel.name)).length;
