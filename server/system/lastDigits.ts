/** `…` and the last four digits of the text, of whatever script. */
export function lastDigits(text: string): string {
  const digits = text.match(/\p{N}/gu) ?? [];
  return `…${digits.slice(-4).join('')}`;
}
