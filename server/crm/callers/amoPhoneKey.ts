/** How much of a number amoCRM compares. */
const COMPARED = 10;

/** What amoCRM compares numbers by: the last ten digits. */
export function amoPhoneKey(number: string): string {
  return number.replace(/\D/g, '').slice(-COMPARED);
}

/** amoCRM takes no number with fewer digits. */
const SHORTEST = 5;

/** False: an extension, a service number or a caller who hides: amoCRM is not asked and not told. */
export function isAmoNumber(number: string): boolean {
  return amoPhoneKey(number).length >= SHORTEST;
}
