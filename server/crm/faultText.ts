import type { Message } from '../system/Message';
import { amoFaultReasons } from './client/AmoFault';
import { UNREADABLE_ENTRY } from './outbox/readEntry';
import { amoFaultMessages } from './messages';

/** Method and path, then a status or the code of a network error, then amoCRM's codes in brackets. */
const REQUEST = /^[A-Z]+ \/[^\s:;]*(?:: (?:\d{3}|[A-Z][A-Z_]+)\b)?(?: \([^)]*\))?/;

/**
 * Explains an `AmoFault`, or why a call is parked, to an administrator: the reason is from the catalogue. The detail has words
 * in English, so other languages have of it the request alone.
 * @param text message of an `AmoFault`, or `reason` of a parked call
 */
export function faultText(text: string): Message {
  if (text === UNREADABLE_ENTRY) return amoFaultMessages.unreadable;
  const reason = amoFaultReasons.find((one) => text.startsWith(`${one}: `));
  if (reason === undefined) return { ...amoFaultMessages.failed, en: text };
  const { en, ru } = amoFaultMessages[reason];
  const detail = text.slice(reason.length + 2);
  const request = REQUEST.exec(detail)?.[0];
  return { en: `${en}: ${detail}`, ru: request === undefined ? ru : `${ru}: ${request}` };
}
