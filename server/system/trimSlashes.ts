/**
 * Removes slashes at the end of an address or a path, so that `/…` can be appended. The schemas keep them: messages show
 * the path of a backend at the root as `/`.
 */
export function trimSlashes(text: string): string {
  return text.replace(/\/+$/, '');
}
