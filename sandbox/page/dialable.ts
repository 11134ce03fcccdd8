/** A number without what people write between its digits; empty for none. */
export function dialable(phone = ''): string {
  return phone.replace(/[^+\d]/g, '');
}
