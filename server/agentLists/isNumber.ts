import { numberKey } from '../store/numberKey';

/** Is another number the same one, however it is written? As calls are found in the store. */
export function isNumber(number: string): (other: string) => boolean {
  const key = numberKey(number);
  return (other) => numberKey(other) === key;
}
