/** What a failure says in words, without the name of its class. */
export function reasonOf(failure: unknown): string {
  return String(failure).replace(/^\w*Error: /, '');
}
