import type { AsteriskNumbering } from './AsteriskNumbering';
import type { Leg } from './Leg';

/** Digits of the longest extension, and of the longest number that is dialled inside the office. */
export const MOST_EXTENSION_DIGITS = 6;

const SHORT = new RegExp(`^\\d{2,${MOST_EXTENSION_DIGITS}}$`);

/**
 * Is it a phone of the office that is no agent's? Such a phone is named by its extension, and came with it as its number
 * (`PJSIP/201-…` with 201) or began in the context of the office's phones. A trunk shows the number of its party.
 */
export function isOfficePhone(leg: Leg, { context }: Pick<AsteriskNumbering, 'context'>): boolean {
  if (leg.isLocal || leg.extension !== null) return false;
  const device = leg.channel.slice(leg.channel.indexOf('/') + 1, leg.channel.lastIndexOf('-'));
  if (!SHORT.test(device)) return false;
  return leg.number === device || (context !== undefined && leg.context === context);
}

/** Is this a number that is dialled inside the office, such as a colleague's or a group's? */
export function isInsideNumber(number: string): boolean {
  return SHORT.test(number);
}
