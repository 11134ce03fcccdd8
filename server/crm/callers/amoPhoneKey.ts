/** Number of digits that amoCRM compares. */
const COMPARED = 10;

/** The part of a number that amoCRM compares: the last ten digits. */
export function amoPhoneKey(number: string): string {
  return number.replace(/\D/g, '').slice(-COMPARED);
}

/** amoCRM accepts no number with fewer digits. */
const SHORTEST = 5;

/** Is the number long enough for amoCRM? False for extensions, service numbers and hidden callers: no lookup, no call log. */
export function isAmoNumber(number: string): boolean {
  return amoPhoneKey(number).length >= SHORTEST;
}
