import { phoneEnd } from '../../../protocol/isSamePhone';
import { readPhones } from '../../../protocol/readPhones';

/** By what a card with these phones is found: candidates that `isSamePhone` decides on. @param phones as in the card */
export function phoneLinks(phones: readonly string[]): readonly string[] {
  return phones.flatMap(readPhones).map(({ number }) => `phone:${phoneEnd(number)}`);
}
