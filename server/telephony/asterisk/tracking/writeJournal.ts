import { withParticipant } from '../../../calls/journal/changeJournal';
import { participantOf, type Fact, type Journal, type Participant } from '../../../calls/journal/Journal';
import { ringOf } from '../../../calls/journal/clientOf';
import type { AsteriskNumbering } from './AsteriskNumbering';
import type { Leg, Legs } from './Leg';
import { isOfficePhone, mayBeOfficePhone } from './isOfficePhone';
import { withConferences } from './withConferences';
import { withAttendedByUs, withBlindByUs } from './withOurTransfers';
import { withAbsent, withLegFacts, withNotTried, withRecordings } from './withLegFacts';
import { isOwnCall, withOwnCall } from './withOwnCall';
import { withRecordedCalls } from './withRecordedCalls';
import { numberDialledBy } from './numberOf';
import { calledNumber, withRing } from './withRing';
import { withTalks } from './withTalks';

/** Q.850 cause of a call that was refused. */
const REFUSED = 21;

/**
 * Writes what the legs show into the journal. The same legs write the same, whatever order their events came in.
 * @param written the legs that the journal has; only those that differ are looked at
 * @param at ms since 1970
 */
export function writeJournal(
  journal: Journal,
  legs: Legs,
  written: Legs,
  numbering: AsteriskNumbering,
  at: number,
): Journal {
  let now = journal;
  let isTalkChanged = false;
  let isRecordingNew = false;
  for (const leg of legs.values()) {
    const before = written.get(leg.id);
    if (before === leg) continue;
    isTalkChanged ||= changesTalk(before, leg);
    // Of a whole call that is closed a leg may stay until its agent's call is decided.
    if (leg.end !== null && participantOf(now, leg.id) === undefined) continue;
    const recorded = before?.variables === leg.variables ? now : withRecordings(now, leg, at);
    isRecordingNew ||= recorded !== now;
    now = withNotTried(recorded, leg, numbering, at);
    if (leg.absent !== before?.absent) now = withAbsent(now, leg, at);
    const known = participantOf(now, leg.id);
    if (known !== undefined && before !== undefined && isSameForParticipant(before, leg)) continue;
    if (isSomebody(leg, known)) now = withLeg(now, leg, known, numbering, at);
  }
  for (const { id } of now.participants) {
    const leg = legs.get(id);
    if (leg === undefined) continue;
    const before = written.get(id);
    const isMissing = isOpen(now, leg);
    if (before === leg && !isMissing) continue;
    if (leg.dial !== null && (isMissing || before === undefined || !isSameRing(before, leg)))
      now = withTakersCall(withOwnCall(withRing(now, legs, leg, numbering, at), legs, leg), leg);
    if (isMissing || before?.number !== leg.number || before.isCaller !== leg.isCaller)
      now = withNumber(now, legs, leg, numbering);
    if (leg.sentTo !== null && leg.sentTo !== before?.sentTo) now = withBlindByUs(now, leg);
  }
  if (!isTalkChanged) return isRecordingNew ? withRecordedCalls(now, legs) : now;
  now = withTalks(now, legs, Math.round(at));
  now = withRecordedCalls(now, legs);
  return withAttendedByUs(withConferences(now, legs, Math.round(at)), legs);
}

/** Can the leg have begun or ended a talk? */
function changesTalk(before: Leg | undefined, leg: Leg): boolean {
  if (before === undefined) return leg.bridge !== null;
  const isSame = before.bridge === leg.bridge && before.state === leg.state && before.end === leg.end;
  return !isSame && (before.bridge !== null || leg.bridge !== null);
}

/** Do both show the same of a participant, and of what it does by itself? */
function isSameForParticipant(one: Leg, other: Leg): boolean {
  return (
    one.channel === other.channel &&
    one.isCaller === other.isCaller &&
    one.variables === other.variables &&
    one.queue === other.queue &&
    one.dialled === other.dialled &&
    one.number === other.number &&
    one.context === other.context &&
    one.linkedid === other.linkedid &&
    one.bridge === other.bridge &&
    one.holds === other.holds &&
    one.transfer === other.transfer &&
    one.isLeaving === other.isLeaving &&
    one.end === other.end
  );
}

/** Do both show the same of the call to this leg? */
function isSameRing(one: Leg, other: Leg): boolean {
  return (
    one.channel === other.channel &&
    one.dial === other.dial &&
    one.state === other.state &&
    one.end === other.end &&
    one.isCaller === other.isCaller
  );
}

/** Does the journal lack who calls this leg, or its number? Other legs may show it. */
function isOpen(journal: Journal, { id, dial }: Leg): boolean {
  const one = participantOf(journal, id);
  if (one?.side === 'outside' && one.number === '') return true;
  return dial !== null && dial.by !== null && ringOf(journal, id)?.by === null;
}

/** Is this a phone with somebody at it, who calls, is called, or is in a bridge? A leg that is gone is not met anew. */
function isSomebody(leg: Leg, known: Participant | undefined): boolean {
  if (leg.isLocal || leg.isMachine) return false;
  if (known !== undefined) return true;
  return (
    leg.end === null && (leg.extension !== null || leg.isCaller || leg.dial !== null || leg.bridge !== null)
  );
}

/** The participant of a leg, and what it does by itself. */
function withLeg(
  journal: Journal,
  leg: Leg,
  known: Participant | undefined,
  numbering: AsteriskNumbering,
  at: number,
): Journal {
  const hasTalked = known !== undefined && journal.facts.some((fact) => isTalkOf(fact, leg.id));
  const after = participantFor(leg, known, hasTalked, numbering, callOfTaker(journal, leg));
  const now = known === undefined || !isSame(known, after) ? withParticipant(journal, after) : journal;
  return withLegFacts(now, leg, after.side === 'outside' && !hasTalked, at);
}

/** The whole call of who has taken the place of this phone's caller, for whom it rings on; null: none has. */
function callOfTaker(journal: Journal, { id }: Leg): string | null {
  const ring = ringOf(journal, id);
  return ring?.isHandedOver === true && ring.by !== null
    ? (participantOf(journal, ring.by)?.call ?? null)
    : null;
}

/** A phone that rings on for who has taken its caller's place is of that one's whole call. */
function withTakersCall(journal: Journal, leg: Leg): Journal {
  const [call, one] = [callOfTaker(journal, leg), participantOf(journal, leg.id)];
  if (call === null || one === undefined || one.call === call) return journal;
  return withParticipant(journal, { ...one, call });
}

function participantFor(
  leg: Leg,
  known: Participant | undefined,
  hasTalked: boolean,
  numbering: AsteriskNumbering,
  taken: string | null,
): Participant {
  const { id, extension, isCaller, variables, queue, dialled, end } = leg;
  const isOffice = isOfficePhone(leg, numbering) || (known === undefined && mayBeOfficePhone(leg));
  const side = extension !== null ? 'agent' : isOffice ? 'office' : 'outside';
  // A leg that was read in the middle of its call does not show what it came with any more.
  const isKeptSide = known !== undefined && side === 'outside' && known.side === 'office';
  // A queue that the leg has left is not known any more after a restart.
  const line = variables.ASTERISKNG_VIA ?? queue ?? known?.line ?? dialled;
  const trunk = side === 'outside' ? (known?.trunk ?? trunkOf(leg)) : undefined;
  return {
    id,
    call: taken ?? (known !== undefined && isOwnCall(known.call, leg) ? known.call : leg.linkedid),
    side: isKeptSide ? 'office' : side,
    extension,
    number: known?.number ?? '',
    isCaller: isCaller || known?.isCaller === true,
    line: hasTalked ? (known?.line ?? null) : line,
    ...(trunk !== undefined && { trunk }),
    from: known?.from ?? Math.round(leg.startedAt),
    end:
      end === null
        ? null
        : { at: Math.round(end.at), isRefused: end.cause === REFUSED, isHeard: end.isHeard !== false },
  };
}

/** Technology and device of a channel's name; behind these DAHDI has the number that is called. */
const TRUNK = /^([^/]+\/[^/]+)(?:\/.*)?-[^-]*$/;

/** Such as `PJSIP/trunk` of `PJSIP/trunk-0000002a`, `DAHDI/i1` of `DAHDI/i1/79161234567-5`. */
function trunkOf({ channel }: Leg): string | undefined {
  return TRUNK.exec(channel)?.[1];
}

function isSame(one: Participant, other: Participant): boolean {
  return (
    one.call === other.call &&
    one.side === other.side &&
    one.extension === other.extension &&
    one.number === other.number &&
    one.isCaller === other.isCaller &&
    one.line === other.line &&
    one.trunk === other.trunk &&
    (one.end === null) === (other.end === null)
  );
}

/** The number of an outside party: a caller's is what it came with, that of one who was called what was dialled. */
function withNumber(journal: Journal, legs: Legs, leg: Leg, numbering: AsteriskNumbering): Journal {
  const one = participantOf(journal, leg.id);
  if (one?.side === 'office' && one.number === '' && leg.number !== null && leg.number !== '')
    return withParticipant(journal, { ...one, number: numbering.toCrm(leg.number) });
  // A caller's leg keeps the number that it came with; what is shown for one who was called changes.
  if (one?.side !== 'outside' || (one.number !== '' && !one.isCaller)) return journal;
  // After a restart the leg has what the journal has, which is converted already.
  if (one.isCaller && leg.number === one.number) return journal;
  const found = one.isCaller ? (leg.number ?? '') : calledNumber(journal, legs, leg, numbering);
  const caller = legs.get(ringOf(journal, leg.id)?.by ?? '') ?? leg;
  const number = found === '' ? '' : numberDialledBy(caller, found, numbering);
  return number === '' || number === one.number ? journal : withParticipant(journal, { ...one, number });
}

function isTalkOf(fact: Fact, id: string): boolean {
  return fact.type === 'talked' && fact.who.includes(id);
}
