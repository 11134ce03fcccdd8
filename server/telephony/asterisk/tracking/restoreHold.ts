import type { Journal } from '../../../calls/journal/Journal';
import type { CallBook } from './CallBook';
import { farEnd } from './farEnd';
import type { LegStatus } from './readStatus';

/**
 * Sets whom a leg's phone has on hold: as Asterisk says; where it can't say, as the leg or the stored journal had it last.
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
  const isOn = isHolding ?? (leg.holds !== null || isNoted);
  if (isOn === (leg.holds !== null)) return;
  const far = isOn ? farEnd(book.legsAround(leg.id) ?? new Map(), leg) : null;
  book.change({ ...leg, holds: isOn ? (far?.leg.id ?? '') : null });
}

function hasOpenHold(journal: Journal | undefined, id: string): boolean {
  return journal?.facts.some((fact) => fact.type === 'held' && fact.who === id && fact.to === null) === true;
}
