/** Such as `amo:17:+79101234567`: all that is needed to call it stands in it. */
const FORM = /^amo:\d{1,19}:(\+?\d{3,20})$/;

/** Key of an amoCRM contact's number in the phone book. @param phone as `readPhones` gives it */
export function amoUuid(contactId: number, phone: string): string {
  return `amo:${contactId}:${phone}`;
}

/** The number of such a key; null: the key is not amoCRM's. */
export function phoneOfAmoUuid(uuid: string): string | null {
  return FORM.exec(uuid)?.[1] ?? null;
}
