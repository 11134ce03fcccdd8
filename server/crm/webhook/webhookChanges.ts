import * as v from 'valibot';
import type { CardId } from '../clientIndex/ClientIndexStore';
import type { FormTree } from './nestedForm';

/** Cards that have changed, and the numbers in them now. */
export interface Changes {
  /** Such as `contacts:7`. */
  readonly sources: ReadonlySet<string>;
  readonly numbers: readonly string[];
  /** The same cards as `sources`, for a part that asks amoCRM what became of them. */
  readonly cards: readonly CardId[];
}

/** A list as amoCRM's form has it: an object with numbers for names. */
const listOf = <T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, readonly T[]> =>
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.transform((list) =>
      Object.values(list).flatMap((one) => {
        const parsed = v.safeParse(schema, one);
        return parsed.success ? [parsed.output] : [];
      }),
    ),
  );

const phoneSchema = v.object({
  code: v.literal('PHONE'),
  values: listOf(
    v.union([
      v.pipe(
        v.object({ value: v.string() }),
        v.transform(({ value }) => value),
      ),
      v.string(),
    ]),
  ),
});

const cardSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^\d{1,19}$/)),
  /** Companies come among the contacts. */
  type: v.optional(v.string()),
  custom_fields: v.fallback(v.optional(listOf(phoneSchema), {}), []),
});

type Card = v.InferOutput<typeof cardSchema>;

/** Entity -> event (`add`, `update`, `delete`, `restore`, `responsible`, `status`) -> cards. */
const entitySchema = v.fallback(v.optional(listOf(listOf(cardSchema)), {}), []);

const webhookSchema = v.object({
  contacts: entitySchema,
  companies: entitySchema,
  leads: entitySchema,
  task: entitySchema,
});

/** Reads the changed cards of a webhook of amoCRM. Other contents are ignored; an invalid form has no changes. */
export function webhookChanges(form: FormTree): Changes {
  const parsed = v.safeParse(webhookSchema, form);
  if (!parsed.success) return { sources: new Set(), numbers: [], cards: [] };
  const { contacts, companies, leads, task } = parsed.output;
  const all = [
    ...contacts.flat().map((card) => [card.type === 'company' ? 'companies' : 'contacts', card] as const),
    ...companies.flat().map((card) => ['companies', card] as const),
    ...leads.flat().map((card) => ['leads', card] as const),
    ...task.flat().map((card) => ['tasks', card] as const),
  ];
  return {
    sources: new Set(all.map(([kind, { id }]) => `${kind}:${id}`)),
    numbers: all.flatMap(([, card]) => phonesOf(card)),
    cards: all.flatMap(([kind, { id, type }]) => {
      if (!Number.isSafeInteger(Number(id))) return [];
      // Of one that is deleted the form may not say whether it was a contact or a company.
      const kinds = kind === 'contacts' && type === undefined ? (['contacts', 'companies'] as const) : [kind];
      return kinds.map((one) => ({ kind: one, id: Number(id) }));
    }),
  };
}

/** All numbers of a card, as amoCRM has them. */
function phonesOf({ custom_fields }: Card): readonly string[] {
  return custom_fields.flatMap(({ values }) => values);
}
