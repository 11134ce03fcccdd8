/** A phone number reduced to digits and `+`; empty: none. */
export function dialable(phone = ''): string {
  return phone.replace(/[^+\d]/g, '');
}
