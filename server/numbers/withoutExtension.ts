/**
 * A telephone number of at least seven digits, and what stands behind it: parameters of a SIP or tel URI (RFC 3966, such
 * as `;ext=5`), or an extension as people write it (`доб. 5`, `(ext. 5)`) or as it is dialled (`x5`, `#5`, `,,5`).
 * Blanks are counted, since two runs of any length side by side take quadratic time.
 */
const WITH_EXTENSION =
  /^(\+?\d(?:[ ().-]*\d){6,})[\s,]{0,9}(?:;.*|\(?(?:ext|extension|доб|добавочный|вн)\.?\s{0,9}[=:]?\s{0,9}\d{1,8}\)?|[,xх#*pw]\s{0,9}\d{1,8}#?)$/iu;

/**
 * The number without the extension behind it, by which the party would be another one in amoCRM and among missed calls.
 * All else is as it was. It is pasted into ELMA365 with MegaFon's reader, so it imports nothing.
 * @param number of a party, as a telephone system shows it
 */
export function withoutExtension(number: string): string {
  const found = WITH_EXTENSION.exec(number);
  return found === null ? number : (found[1] ?? number);
}
