/** The message of an error, without the name of its class. */
export function reasonOf(failure: unknown): string {
  return String(failure).replace(/^\w*Error: /, '');
}
