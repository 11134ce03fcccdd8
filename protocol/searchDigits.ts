/** How many of a number's last digits amoCRM's search compares. */
const SEARCHED_DIGITS = 10;
/** Numbers with fewer digits are not searched for: amoCRM does not take so short a text for a number. */
const SHORTEST_SEARCH = 5;

/**
 * The digits by which amoCRM is searched for a client's number: its last 10. Empty when the number has fewer than 5, as
 * an extension, a service number or a withheld number: there is no search then.
 */
export function searchDigits(number: string): string {
  const digits = number.replace(/\D/g, '').slice(-SEARCHED_DIGITS);
  return digits.length < SHORTEST_SEARCH ? '' : digits;
}
