import * as v from 'valibot';
import { amoId, itemsOf, listOf, pageOf, parts } from '../client/answerSchemas';
import { rightsAnswer } from '../rights/UserRights';

/** A field's value as text; null: neither a text nor a number. */
const value = v.pipe(
  v.unknown(),
  v.transform((raw) => (typeof raw === 'string' || typeof raw === 'number' ? String(raw) : null)),
);

const fieldSchema = v.object(parts({ field_code: v.string(), values: itemsOf(v.object(parts({ value }))) }));

/** Phones of a card, characters of each and of all, that are looked at: a user may write very many into one. */
const MOST_PHONES = 50;
const LONGEST_PHONE = 250;
const ALL_PHONES = 1_000;

/** The first phones of a card, as far as they are looked at. */
function somePhones(phones: readonly string[]): readonly string[] {
  let left = ALL_PHONES;
  return phones.slice(0, MOST_PHONES).flatMap((phone) => {
    const some = phone.slice(0, LONGEST_PHONE);
    left -= some.length;
    return left < 0 ? [] : [some];
  });
}

/** The fields of a contact or company that are used. */
export interface AmoCard {
  readonly id: number;
  readonly name: string;
  readonly responsibleId: number | null;
  /** As they are written in the card. */
  readonly phones: readonly string[];
  readonly companyId: number | null;
  readonly leadIds: readonly number[];
}

/** amoCRM's own ids of "won" and "lost", the same in all pipelines. */
export const CLOSED_STATUSES: readonly number[] = [142, 143];

/** Only the id of a card is required. */
export const cardSchema = v.pipe(
  v.object({
    id: amoId,
    ...parts({
      name: v.string(),
      responsible_user_id: amoId,
      custom_fields_values: itemsOf(fieldSchema),
      _embedded: v.object(
        parts({
          companies: itemsOf(v.object({ id: amoId })),
          leads: itemsOf(v.object({ id: amoId })),
        }),
      ),
    }),
  }),
  v.transform((card): AmoCard => ({
    id: card.id,
    name: (card.name ?? '').trim(),
    responsibleId: card.responsible_user_id,
    phones: somePhones(
      (card.custom_fields_values ?? [])
        .filter(({ field_code }) => field_code === 'PHONE')
        .flatMap(({ values }) => (values ?? []).flatMap(({ value: phone }) => phone ?? [])),
    ),
    companyId: card._embedded?.companies?.[0]?.id ?? null,
    leadIds: (card._embedded?.leads ?? []).map((lead) => lead.id),
  })),
);

const leadSchema = v.object({
  id: amoId,
  ...parts({
    responsible_user_id: amoId,
    status_id: amoId,
    pipeline_id: amoId,
    updated_at: v.number(),
    is_deleted: v.boolean(),
  }),
});

/** The fields of a lead that are used. */
export type AmoLead = Partial<v.InferOutput<typeof leadSchema>> & { readonly id: number };

const userSchema = v.object({
  id: amoId,
  ...parts({ name: v.string(), email: v.string(), rights: rightsAnswer }),
});

/** A user of amoCRM. */
export type AmoUser = v.InferOutput<typeof userSchema>;

/** A page of cards or users, with the number of all items; an answer of which no item is valid is refused. */
const countedWithin = <T>(
  key: string,
  schema: v.GenericSchema<unknown, T>,
): v.GenericSchema<unknown, { readonly count: number; readonly read: readonly T[] }> =>
  v.pipe(
    pageOf(key, listOf(key, schema)),
    v.check(({ count, read }) => count === 0 || read.length > 0, 'no item of the list is valid'),
  );

/** The same without the number. */
const within = <T>(
  key: string,
  schema: v.GenericSchema<unknown, T>,
): v.GenericSchema<unknown, readonly T[]> =>
  v.pipe(
    countedWithin(key, schema),
    v.transform(({ read }) => read),
  );

export const contactsPage = countedWithin('contacts', cardSchema);
export const companiesPage = countedWithin('companies', cardSchema);
/** The valid ones, whatever else is in the answer. */
export const contactsFound = listOf('contacts', cardSchema);
export const companiesAnswer = within('companies', cardSchema);
export const leadsAnswer = within('leads', leadSchema);
export const usersAnswer = within('users', userSchema);
export const accountAnswer = v.object({ id: amoId, ...parts({ name: v.string() }) });
