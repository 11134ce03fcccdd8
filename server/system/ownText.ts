/**
 * A copy of a text from outside that is kept. JavaScript engines cut a part out of a text without copying it: the part keeps all
 * of the header or address in memory in which it stood. Half a pair of UTF-16 becomes U+FFFD.
 */
export function ownText(text: string): string {
  return Buffer.from(text).toString();
}
