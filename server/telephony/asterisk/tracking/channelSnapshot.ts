import type { AmiMessage } from '../ami/AmiMessage';
import { withoutExtension } from '../../../numbers/withoutExtension';
import type { ChannelSnapshot, ChannelState } from './AmiEvent';

/** What stands before the names of a channel's headers. */
export type Prefix = '' | 'Dest' | 'Transferee' | 'Transferer' | 'OrigTransferer' | 'LocalTwo';

const STATES: Readonly<Record<string, ChannelState>> = { 4: 'calling', 5: 'ringing', 6: 'up' };
/** Longest id or name, characters. */
const LONGEST_TEXT = 512;
/** Longest number that is kept, characters: a caller may send any text, and one that is too long is cut. */
const LONGEST_NUMBER = 64;
/** Most numbers are written so. */
const PLAIN = /^[+\d*#]{1,64}$/;
/** What a caller who hides sends in place of a number. */
const HIDDEN: ReadonlySet<string> = new Set([
  '<unknown>',
  'unknown',
  'anonymous',
  'unavailable',
  'restricted',
  'private',
  'withheld',
]);
const HEADERS: Readonly<Record<Prefix, Readonly<Record<keyof ChannelSnapshot, string>>>> = {
  '': headersOf(''),
  Dest: headersOf('Dest'),
  Transferee: headersOf('Transferee'),
  Transferer: headersOf('Transferer'),
  OrigTransferer: headersOf('OrigTransferer'),
  LocalTwo: headersOf('LocalTwo'),
};

/** Names of all headers that are read of channels. */
export const channelHeaders: readonly string[] = Object.values(HEADERS).flatMap((one) => Object.values(one));

/**
 * Parses a channel's headers in a message. Written out, since this is done for each of thousands of events a second.
 * @param prefix of the headers, such as `Dest`
 * @throws Error that names the header that is missing or not valid
 */
export function channelSnapshot(message: AmiMessage, prefix: Prefix): ChannelSnapshot {
  const headers = HEADERS[prefix];
  const context = message[headers.context];
  return {
    id: requiredText(message, headers.id),
    name: requiredText(message, headers.name),
    linkedid: requiredText(message, headers.linkedid),
    state: stateOf(message, headers.state),
    number: partyNumber(message[headers.number]),
    exten: shownNumber(message[headers.exten]),
    context: context === undefined || context === '' ? null : context,
  };
}

/** A header that must be there, and not be too long. @throws Error that names it */
export function requiredText(message: AmiMessage, header: string): string {
  const value = message[header];
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_TEXT)
    throw new Error(`${header} is missing or too long`);
  return value;
}

function stateOf(message: AmiMessage, header: string): ChannelState {
  const value = message[header];
  const known = value === undefined ? undefined : STATES[value];
  if (known !== undefined) return known;
  if (value === undefined || !/^\d{1,2}$/.test(value)) throw new Error(`${header} is no state of a channel`);
  return 'down';
}

/** A number as Asterisk shows it; null: there is none, or the caller hides it. */
export function shownNumber(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  if (PLAIN.test(value)) return value;
  // Marks without width or of direction would make one number look like another.
  const number = value.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, LONGEST_NUMBER);
  return number === '' || HIDDEN.has(number.toLowerCase()) ? null : number;
}

/** The number of a party, without an extension behind it: numbers are compared here before they pass the number rules. */
export function partyNumber(value: string | undefined): string | null {
  const number = shownNumber(value);
  return number === null || PLAIN.test(number) ? number : withoutExtension(number);
}

function headersOf(prefix: Prefix): Readonly<Record<keyof ChannelSnapshot, string>> {
  return {
    id: `${prefix}Uniqueid`,
    name: `${prefix}Channel`,
    linkedid: `${prefix}Linkedid`,
    state: `${prefix}ChannelState`,
    number: `${prefix}CallerIDNum`,
    exten: `${prefix}Exten`,
    context: `${prefix}Context`,
  };
}
