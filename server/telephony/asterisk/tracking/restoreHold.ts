import type { Journal } from '../../../calls/journal/Journal';
import type { CallBook } from './CallBook';
import { farEnd, partyAt } from './farEnd';
import type { Leg } from './Leg';
import type { LegStatus } from './readStatus';

/**
 * Sets whom a leg has on hold: who waits while it consults by keys, which is Asterisk's own hold; else as Asterisk says of its
 * phone; where it can't say, as the leg or the stored journal had it last.
 * @param journal from before a restart; undefined: there is none
 */
export function restoreHold(
  book: CallBook,
  { channel, variables, isHolding }: LegStatus,
  journal: Journal | undefined,
): void {
  const leg = book.leg(channel.id);
  if (leg === undefined) return;
  // What the driver has on hold stands in its variable, and is no hold of the phone.
  const isNoted = variables.ASTERISKNG_HOLD === undefined && hasOpenHold(journal, leg.id);
  const waiting = waitingForKeys(book, leg, isNoted);
  if (waiting !== null) {
    if (leg.holds !== waiting.id) book.change({ ...leg, holds: waiting.id });
    return;
  }
  const isOn = isHolding ?? (leg.holds !== null || isNoted);
  if (isOn === (leg.holds !== null)) return;
  const far = isOn ? farEnd(book.legsAround(leg.id) ?? new Map(), leg) : null;
  book.change({ ...leg, holds: isOn ? (far?.leg.id ?? '') : null });
}

/**
 * Who waits while this leg consults another one by keys: alone in the bridge that the leg has left for another bridge.
 * @param isNoted the leg had somebody on hold before a restart
 */
function waitingForKeys(book: CallBook, leg: Leg, isNoted: boolean): Leg | null {
  const legs = book.legsAround(leg.id);
  if (legs === null || leg.extension === null || leg.bridge?.isTalk !== true) return null;
  for (const one of legs.values()) {
    const { bridge } = one;
    if (bridge === null || bridge.id === leg.bridge.id || !bridge.isTalk || bridge.isRoom) continue;
    if (book.inBridge(bridge.id).size > 1) continue;
    const party = partyAt(legs, one);
    const isOwn = one.dial?.by === leg.id || leg.dial?.by === one.id || isNoted || leg.holds === party?.id;
    if (party !== null && isOwn) return party;
  }
  return null;
}

function hasOpenHold(journal: Journal | undefined, id: string): boolean {
  return journal?.facts.some((fact) => fact.type === 'held' && fact.who === id && fact.to === null) === true;
}
