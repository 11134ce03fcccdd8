import { isWholeNumber } from '../../../protocol/isSamePhone';

/** Most digits that a telephone system leaves out: in front, where they choose a line or a carrier, and behind. */
const MOST_DROPPED = 4;

/** A number of Russia or Kazakhstan as it stands: with less digits it is none of there. */
const PLAIN = /^(?:7\d|8[3-9])\d{9}$/;

/**
 * The numbers that a telephone system may make of one that is dialled: `989991112233` leaves as `89991112233` where 9 is the
 * digit of a line, and of `899911122330` many trunks cut the last digit. Pure.
 */
export function numbersWithin(dialled: string): readonly string[] {
  const digits = dialled.replace(/\D/g, '');
  if (PLAIN.test(digits)) return [];
  const found = new Set<string>();
  for (let front = 0; front <= MOST_DROPPED; front += 1)
    for (let behind = 0; behind <= MOST_DROPPED; behind += 1) {
      const number = digits.slice(front, digits.length - behind);
      if (isWholeNumber(number)) found.add(number);
    }
  found.delete(digits);
  return [...found];
}
