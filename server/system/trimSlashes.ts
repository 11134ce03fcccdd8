/**
 * An address or a path without slashes at its end, for what is put behind it. Not done in the schemas: `/` stays the path of
 * a server that is at the root, as the messages show it.
 */
export function trimSlashes(text: string): string {
  return text.replace(/\/+$/, '');
}
