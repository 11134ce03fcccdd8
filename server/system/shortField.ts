import { hideNumber } from './hideNumber';

/** Longest text from outside in a field of log or audit, characters; as JSON has it, each may take six bytes. */
const LONGEST = 64;

/** A text from outside, cut for a field of log or audit; `…` stands for what is left out. */
export function shortField(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** An id of a call or command for the log, cut, and without what may be a telephone number: a telephone system may use one as id. */
export function loggedId(id: string): string {
  return shortField(hideNumber(id));
}
