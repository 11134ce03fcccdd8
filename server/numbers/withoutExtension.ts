/**
 * A telephone number of at least seven digits, and what stands behind it: parameters of a SIP or tel URI (RFC 3966, such
 * as `;ext=5`), or an extension as people write it (`доб. 5`, `ext. 5`, `x5`).
 */
const WITH_EXTENSION =
  /^(\+?\d(?:[ ().-]*\d){6,})\s*(?:;.*|,?\s*(?:ext|extension|доб|добавочный|вн)\.?\s*[=:]?\s*\d{1,8}|[xх]\s*\d{1,8})$/iu;

/**
 * The number without the extension behind it, by which the party would be another one in amoCRM and among missed calls.
 * All else is as it was.
 * @param number of a party, as a telephone system shows it; bounded
 */
export function withoutExtension(number: string): string {
  return WITH_EXTENSION.exec(number)?.[1] ?? number;
}
