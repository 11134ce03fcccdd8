import type { AsteriskNumbering } from './AsteriskNumbering';
import type { Leg } from './Leg';

/** Digits of the longest extension, and of the longest number that is dialled inside the office. */
export const MOST_EXTENSION_DIGITS = 6;

const SHORT = new RegExp(`^\\d{2,${MOST_EXTENSION_DIGITS}}$`);

/** Channels that are named by an account; those of a card are named by its ports. */
const ACCOUNT = /^(?:PJSIP|SIP|IAX2|SCCP)\//;

/**
 * Is it a phone of the office that is no agent's? Such a phone is named by its extension, and came with it as its number
 * (`PJSIP/201-…` with 201) or began in the context of the office's phones. A trunk shows the number of its party.
 */
export function isOfficePhone(leg: Leg, { context }: Pick<AsteriskNumbering, 'context'>): boolean {
  if (leg.isLocal || leg.extension !== null || !isNamedShort(leg)) return false;
  return leg.number === deviceOf(leg) || (context !== undefined && leg.context === context);
}

/**
 * May it be such a phone that shows the company's number by now? Asterisk lists it in the middle of its call, and does not
 * say what it came with: better no entry of it than one of the company's own number.
 */
export function mayBeOfficePhone(leg: Leg): boolean {
  const isUnknown = leg.begin === 'listed' && leg.isCaller && leg.extension === null;
  return isUnknown && ACCOUNT.test(leg.channel) && isNamedShort(leg);
}

function isNamedShort(leg: Leg): boolean {
  return SHORT.test(deviceOf(leg));
}

function deviceOf({ channel }: Leg): string {
  return channel.slice(channel.indexOf('/') + 1, channel.lastIndexOf('-'));
}

/** Is this a number that is dialled inside the office, such as a colleague's or a group's? */
export function isInsideNumber(number: string): boolean {
  return SHORT.test(number);
}
