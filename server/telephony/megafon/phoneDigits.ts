/** Longest internal number, digits. */
const SHORT = 6;

/**
 * A number as the VATS takes and compares it: digits, country code first. `8 910 …` and `910 …` are `7910…`;
 * internal numbers stay. Empty: none, such as a hidden one.
 */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (digits.length <= SHORT || text.trim().startsWith('+')) return digits;
  if (digits.length === 11 && digits.startsWith('8')) return `7${digits.slice(1)}`;
  return digits.length === 10 ? `7${digits}` : digits;
}
