import { phoneEnd, phoneKey, phoneKeys } from '../../../protocol/isSamePhone';
import { readPhones } from '../../../protocol/readPhones';

/**
 * By what a card with these phones is found: each number as it is, and its end, for the forms of it that have another key.
 * @param phones as in the card
 */
export function phoneLinks(phones: readonly string[]): readonly string[] {
  return phones
    .flatMap(readPhones)
    .flatMap(({ number }) => [`phone:${phoneKey(number)}`, `phone:${phoneEnd(number)}`]);
}

/**
 * Where candidates for `isSamePhone` are looked for, each list by itself, so that others whose numbers only end alike push
 * none out of the first.
 */
export function candidateLinks(numbers: readonly string[]): readonly (readonly string[])[] {
  // Cards that an earlier version has kept have the end alone.
  return [numbers.flatMap(phoneKeys), numbers.map(phoneEnd)].map((all) => all.map((one) => `phone:${one}`));
}
