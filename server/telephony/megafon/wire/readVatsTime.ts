/** ms since 1970 of `20260405T120000Z` or ISO 8601 with an offset; null: it is neither. */
export function readVatsTime(text: string): number | null {
  const iso = text.trim().replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(iso)) return null;
  const at = Date.parse(iso);
  return isNaN(at) ? null : at;
}
