/** Such as `amo:17:+79101234567`: all that is needed to call it stands in it. */
const FORM = /^amo:\d{1,19}:(\+?\d{3,20})$/;

/** Key of an amoCRM contact's number in the phone book. */
export function amoUuid(contactId: number, phone: string): string {
  return `amo:${contactId}:${dialled(phone)}`;
}

/** The number of such a key; null: the key is not amoCRM's. */
export function phoneOfAmoUuid(uuid: string): string | null {
  return FORM.exec(uuid)?.[1] ?? null;
}

/** A number as it is dialled: digits, with a plus before them where it has one. */
export function dialled(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return phone.trim().startsWith('+') ? `+${digits}` : digits;
}
