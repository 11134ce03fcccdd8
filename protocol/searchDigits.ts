/** The last digits that amoCRM compares, and the fewest that it takes for a number. */
const SEARCHED_DIGITS = 10;
const SHORTEST_SEARCH = 5;

/**
 * What amoCRM is asked for a client's number, and what it compares by. Empty: an extension, a service number or a caller
 * who hides, for whom amoCRM is not asked.
 */
export function searchDigits(number: string): string {
  const digits = number.replace(/\D/g, '').slice(-SEARCHED_DIGITS);
  return digits.length < SHORTEST_SEARCH ? '' : digits;
}
