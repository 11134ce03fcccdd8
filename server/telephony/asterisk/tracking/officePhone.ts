import type { Leg } from './Leg';

/** Digits of the longest extension, and of the longest number that is dialled inside the office. */
export const MOST_EXTENSION_DIGITS = 6;

const SHORT = new RegExp(`^\\d{2,${MOST_EXTENSION_DIGITS}}$`);

/**
 * Is it a phone of the office that is no agent's? Such a phone is named by its extension and came with it as its number
 * (`PJSIP/201-…` with 201). A trunk shows the number of its party.
 */
export function isOfficePhone({ channel, number, isLocal, extension }: Leg): boolean {
  if (isLocal || extension !== null) return false;
  const device = channel.slice(channel.indexOf('/') + 1, channel.lastIndexOf('-'));
  return SHORT.test(device) && number === device;
}

/** Is this a number that is dialled inside the office, such as a colleague's or a group's? */
export function isInsideNumber(number: string): boolean {
  return SHORT.test(number);
}
