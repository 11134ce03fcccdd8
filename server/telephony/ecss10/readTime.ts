/** Numbers below it are seconds, not ms. */
const FIRST_MS = 1e11;

/** Parses a time whose format is not documented: ISO 8601, s or ms since 1970. @returns ms since 1970; null: none of them */
export function readTime(time: string | number | null): number | null {
  if (time === null) return null;
  const ms = typeof time === 'number' ? (time < FIRST_MS ? time * 1_000 : time) : Date.parse(time);
  return Number.isFinite(ms) && ms > 0 ? Math.round(ms) : null;
}
