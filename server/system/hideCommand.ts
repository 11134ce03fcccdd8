/** Least digits of a telephone number that is hidden. */
const NUMBER_DIGITS = 7;

/**
 * Masks what may be a telephone number in a command key, which the sender makes up: each part between colons that has as
 * many digits as one. Kept: the call's id, ids of Asterisk (`1700000000.42`), and moments and revisions in ms since 1970.
 * @param call id of a call that is known; null: none
 */
export function hideCommand(command: string, call: string | null): string {
  return command
    .split(':')
    .map((part) => (part === call || isTime(part) ? part : hidden(part)))
    .join(':');
}

function isTime(part: string): boolean {
  return /^1[5-9]\d{11}$/.test(part) || /^\d{10}\.\d+$/.test(part);
}

function hidden(part: string): string {
  const digits = part.replace(/\D/g, '');
  return digits.length < NUMBER_DIGITS ? part : `…${digits.slice(-4)}`;
}
