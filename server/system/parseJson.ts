/** Parses JSON; null when the text is not valid JSON (or is `null`). Never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
