/** Such as `amo:17:+79101234567`: it contains the number to call. */
const FORM = /^amo:(\d{1,19}):(\+?\d{3,20})$/;

/** Uuid of an amoCRM contact's number in the phone book. @param phone as `readPhones` returns it */
export function amoUuid(contactId: number, phone: string): string {
  return `amo:${contactId}:${phone}`;
}

/** The number in such a uuid; null: it is not of an amoCRM contact. */
export function phoneOfAmoUuid(uuid: string): string | null {
  return contactOfAmoUuid(uuid)?.number ?? null;
}

/** Contact and number of such a uuid; null: it is not of an amoCRM contact. */
export function contactOfAmoUuid(uuid: string): { readonly id: number; readonly number: string } | null {
  const [, id, number] = FORM.exec(uuid) ?? [];
  return id === undefined || number === undefined ? null : { id: Number(id), number };
}
