import { searchDigits } from '../../protocol/searchDigits';

/** By which a client's calls are found, however the number is written; empty: it is no number. */
export function numberKey(number: string): string {
  return searchDigits(number);
}
