import { lastDigits } from './lastDigits';

/** Least digits of a telephone number that is hidden. */
const NUMBER_DIGITS = 7;

/** How far from now a moment in a command key may be, ms. */
const NEAR_MS = 30 * 86_400_000;

/**
 * Masks what may be a telephone number in a command key, which the sender makes up: each part between colons that has as
 * many digits as one, of any script. Kept: the call's id, ids of Asterisk (`1700000000.42`), and moments and revisions in ms
 * since 1970, if they are of this month.
 * @param call id of a call that is known; null: none
 * @param now ms since 1970
 */
export function hideCommand(command: string, call: string | null, now: number): string {
  return command
    .split(':')
    .map((part) => (part === call || isTime(part, now) ? part : hidden(part)))
    .join(':');
}

function isTime(part: string, now: number): boolean {
  const seconds = /^(\d{10})\.\d{1,6}$/.exec(part)?.[1];
  if (seconds === undefined && !/^\d{13}$/.test(part)) return false;
  const at = seconds === undefined ? Number(part) : Number(seconds) * 1_000;
  return Math.abs(now - at) < NEAR_MS;
}

function hidden(part: string): string {
  const count = part.match(/\p{N}/gu)?.length ?? 0;
  return count < NUMBER_DIGITS ? part : lastDigits(part);
}
