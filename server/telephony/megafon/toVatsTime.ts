/** Formats a time as the VATS does, `20260405T120000Z`. @param at ms since 1970 */
export function toVatsTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+|[-:]/g, '');
}
