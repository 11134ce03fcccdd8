import { ringOf } from '../../../calls/journal/clientOf';
import { withFact, withFactChanged } from '../../../calls/journal/changeJournal';
import { participantOf, type Journal, type Ring, type RingResult } from '../../../calls/journal/Journal';
import type { DialStatus } from './AmiEvent';
import type { AsteriskNumbering } from './AsteriskNumbering';
import { isDialOver } from './changeLeg';
import { pairIn } from './driverVariables';
import type { Dial, Leg, Legs } from './Leg';
import { isRefused } from './isRefused';
import { isServiceCode } from './numberOf';
import { isInsideNumber } from './isOfficePhone';
import { partyBehind } from './talkPairs';

const RESULTS: Readonly<Partial<Record<DialStatus, RingResult>>> = {
  busy: 'busy',
  noAnswer: 'noAnswer',
  congestion: 'failed',
  unavailable: 'notRegistered',
};
/** Q.850 causes that say more than the status of the dial. */
const CAUSES: Readonly<Record<number, RingResult>> = {
  1: 'unknownNumber',
  21: 'rejected',
  26: 'answeredElsewhere',
  28: 'unknownNumber',
};
const BUSY = 17;
/** Last digits by which a number is known, with or without what is dialled before it. */
const COMPARED_DIGITS = 7;
/** Causes of a phone that rang until the caller gave up: those of a refusal are passed on from another phone. */
const CANCELLED: ReadonlySet<number> = new Set([BUSY, 21, 127]);
/** Causes of a phone that was called and did not answer. */
const NO_ANSWER: ReadonlySet<number> = new Set([0, 16, 18, 19]);

/** Writes how it goes with the call to a leg. @param at ms since 1970 */
export function withRing(
  journal: Journal,
  legs: Legs,
  leg: Leg,
  numbering: AsteriskNumbering,
  at: number,
): Journal {
  const { dial } = leg;
  // A phone that picks up a call has called for it itself.
  if (dial === null || leg.isCaller) return journal;
  const known = ringOf(journal, leg.id);
  const newCaller = known === null ? null : newCallerOf(known, legs, leg);
  const by = newCaller ?? known?.by ?? callerOf(legs, dial);
  const caller = by === null ? undefined : legs.get(by);
  const canRefuse = participantOf(journal, leg.id)?.side === 'outside' || isRefused(legs, leg);
  const result = resultOf(leg, canRefuse);
  const ring: Ring = {
    type: 'rang',
    who: leg.id,
    by,
    ...((newCaller !== null || known?.isHandedOver === true) && { isHandedOver: true }),
    isInside:
      known !== null && known.by !== null
        ? known.isInside
        : caller !== undefined && isInside(wantedBy(caller), numbering),
    isRinging: known?.isRinging === true || dial.status === 'ringing' || leg.state !== 'down',
    from: known?.from ?? Math.round(dial.at),
    to: result === null ? null : (known?.to ?? Math.round(leg.end?.at ?? at)),
    result,
    ...(known?.isReported === true && { isReported: true }),
  };
  if (known === null) return withFact(journal, ring);
  const isSame =
    known.by === ring.by &&
    known.isInside === ring.isInside &&
    known.isRinging === ring.isRinging &&
    known.result === ring.result;
  return isSame ? journal : withFactChanged(journal, known, ring);
}

/**
 * The party that has taken the place of who called an agent's phone, by an attended transfer before the answer. Asterisk says so
 * by AttendedTransfer; if that was not heard, who has called is gone and another one ends the dial.
 */
function newCallerOf({ by, to }: Ring, legs: Legs, { extension, dial }: Leg): string | null {
  const caller = by === null ? undefined : legs.get(by);
  const isGone = caller !== undefined && (caller.isReplaced || caller.end !== null);
  if (!isGone || dial === null || extension === null || to !== null) return null;
  const now = callerOf(legs, dial);
  return now === by ? null : now;
}

const callerOf = (legs: Legs, { by }: Dial): string | null =>
  by === null ? null : (partyBehind(legs, by)?.id ?? null);

/**
 * Null: it goes on.
 * @param canRefuse a cause that says so is that of this phone, and not one that the caller has passed on
 */
function resultOf({ dial, end, state }: Leg, canRefuse: boolean): RingResult | null {
  if (dial === null) return null;
  if (dial.isForwarded === true) return 'forwarded';
  if (dial.status === 'answered' || state === 'up') return 'answered';
  const cause = end?.cause ?? null;
  const told = cause === null ? undefined : CAUSES[cause];
  if (told !== undefined && (told !== 'rejected' || canRefuse)) return told;
  const status = RESULTS[dial.status];
  if (status !== undefined) return status;
  if (cause === BUSY && canRefuse) return 'busy';
  if (dial.status === 'cancelled' || (cause !== null && CANCELLED.has(cause))) return 'cancelled';
  if (cause === null) return isDialOver(dial.status) ? 'failed' : null;
  return NO_ANSWER.has(cause) ? 'noAnswer' : 'failed';
}

/** The number that this leg has dialled, or was to call; null: not known. */
function wantedBy({ variables, dialled }: Leg): string | null {
  return pairIn(variables, 'ASTERISKNG_CONSULT')?.[1] ?? variables.ASTERISKNG_NUMBER ?? dialled;
}

function isInside(number: string | null, numbering: AsteriskNumbering): boolean {
  return number !== null && (numbering.isAgent(number) || isInsideNumber(number));
}

/**
 * The number by which an outside party is called: what the caller dialled, else the number that Asterisk shows for it;
 * empty: not known.
 */
export function calledNumber(journal: Journal, legs: Legs, leg: Leg, numbering: AsteriskNumbering): string {
  // Before it is dialled a channel shows what its line is set to.
  if (leg.dial === null && leg.state === 'down') return '';
  const shown = leg.number ?? '';
  const by = ringOf(journal, leg.id)?.by ?? null;
  const caller = by === null ? undefined : legs.get(by);
  const isOutside = by !== null && participantOf(journal, by)?.side === 'outside';
  const wanted = caller === undefined || isOutside ? null : wantedBy(caller);
  if (wanted === null || isServiceCode(wanted) || isInside(wanted, numbering)) return shown;
  return isOther(wanted, shown) ? shown : wanted;
}

/** Is another number shown than the one that was dialled, with or without the digits for a line? */
function isOther(wanted: string, shown: string): boolean {
  const [one, other] = [wanted.replace(/\D/g, ''), shown.replace(/\D/g, '')];
  const isWhole = one.length >= COMPARED_DIGITS && other.length >= COMPARED_DIGITS;
  return isWhole && one.slice(-COMPARED_DIGITS) !== other.slice(-COMPARED_DIGITS);
}
