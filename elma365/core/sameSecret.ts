/**
 * Compares a secret with ours in a time that does not depend on where they differ. Our secret being empty, nothing
 * equals it.
 */
export function sameSecret(own: string, given: string): boolean {
  let difference = own.length === 0 ? 1 : own.length ^ given.length;
  // As many steps as the given text has, so that the own one's length does not show either.
  for (let at = 0; at < given.length; at += 1) {
    difference |= given.charCodeAt(at) ^ own.charCodeAt(own.length === 0 ? 0 : at % own.length);
  }
  return difference === 0;
}
