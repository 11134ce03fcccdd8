/** Digits of a number as they are compared: Russian `8…` and `+7…` are the same; `+84…` is Vietnam's. */
export function numberKey(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('8') && !number.includes('+')
    ? `7${digits.slice(1)}`
    : digits;
}
