import * as v from 'valibot';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A value of a field that may hold anything; null: neither a text nor a number. */
const value = v.pipe(
  v.unknown(),
  v.transform((raw) => (typeof raw === 'string' || typeof raw === 'number' ? String(raw) : null)),
);

/** A list whose items are read one by one: an odd one is left out and hides no other. */
const readable = <S extends v.GenericSchema>(schema: S): v.GenericSchema<unknown, v.InferOutput<S>[]> =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((items) =>
      items.flatMap((item) => {
        const parsed = v.safeParse(schema, item);
        return parsed.success ? [parsed.output] : [];
      }),
    ),
  );

const fieldSchema = v.object({
  field_code: v.nullish(v.string()),
  values: readable(v.object({ value })),
});

/** A contact or a company of amoCRM, as far as it matters here. */
export interface AmoCard {
  readonly id: number;
  readonly name: string;
  readonly responsibleId: number | null;
  /** As they stand in the card. */
  readonly phones: readonly string[];
  readonly companyId: number | null;
  readonly leadIds: readonly number[];
}

const cardSchema = v.pipe(
  v.object({
    id,
    name: v.nullish(v.string()),
    responsible_user_id: v.nullish(v.number()),
    custom_fields_values: v.nullish(readable(fieldSchema)),
    _embedded: v.nullish(
      v.object({
        companies: v.nullish(readable(v.object({ id }))),
        leads: v.nullish(readable(v.object({ id }))),
      }),
    ),
  }),
  v.transform((card): AmoCard => ({
    id: card.id,
    name: card.name ?? '',
    responsibleId: card.responsible_user_id ?? null,
    phones: (card.custom_fields_values ?? [])
      .filter(({ field_code }) => field_code === 'PHONE')
      .flatMap(({ values }) => values.flatMap(({ value: phone }) => phone ?? [])),
    companyId: card._embedded?.companies?.[0]?.id ?? null,
    leadIds: (card._embedded?.leads ?? []).map((lead) => lead.id),
  })),
);

const leadSchema = v.object({
  id,
  responsible_user_id: v.nullish(v.number()),
  status_id: v.nullish(v.number()),
  updated_at: v.nullish(v.number()),
  is_deleted: v.nullish(v.boolean()),
});

/** A lead of amoCRM, as far as it matters here. */
export type AmoLead = v.InferOutput<typeof leadSchema>;

const userSchema = v.object({ id, name: v.nullish(v.string(), ''), email: v.nullish(v.string()) });

/** A user of amoCRM. */
export type AmoUser = v.InferOutput<typeof userSchema>;

/** A list, as amoCRM wraps it; one of which nothing can be read is not amoCRM's. */
const within = <S extends v.GenericSchema>(
  key: string,
  schema: S,
): v.GenericSchema<unknown, readonly v.InferOutput<S>[]> =>
  v.pipe(
    v.object({ _embedded: v.object({ [key]: v.array(v.unknown()) }) }),
    v.transform(({ _embedded }) => {
      const items = _embedded[key] ?? [];
      return { count: items.length, read: v.parse(readable(schema), items) };
    }),
    v.check(({ count, read }) => count === 0 || read.length > 0, 'nothing in the list can be read'),
    v.transform(({ read }) => read),
  );

export const contactsAnswer = within('contacts', cardSchema);
export const companiesAnswer = within('companies', cardSchema);
export const leadsAnswer = within('leads', leadSchema);
export const usersAnswer = within('users', userSchema);
export const accountAnswer = v.object({ id, name: v.string(), subdomain: v.optional(v.string()) });
