import * as v from 'valibot';

const orNull = v.nullable(v.number());

/** What is kept of a contact or a company. */
export const keptContact = v.object({
  name: v.string(),
  responsibleId: orNull,
  /** As they are written in the card. */
  phones: v.array(v.string()),
  companyId: orNull,
});

/** What is kept of an open lead. */
export const keptLead = v.object({
  name: v.string(),
  /** In the account's currency. */
  price: orNull,
  responsibleId: orNull,
  statusId: orNull,
  pipelineId: orNull,
  /** Seconds since 1970. */
  changedAt: orNull,
});

/** What is kept of an open task. */
export const keptTask = v.object({
  text: v.string(),
  /** Seconds since 1970. */
  dueAt: orNull,
  responsibleId: orNull,
  /** The card that it belongs to. */
  of: v.nullable(v.object({ kind: v.picklist(['contacts', 'companies', 'leads']), id: v.number() })),
});

export type KeptContact = v.InferOutput<typeof keptContact>;
export type KeptLead = v.InferOutput<typeof keptLead>;
export type KeptTask = v.InferOutput<typeof keptTask>;

/** What was kept, with the id; null: an earlier version has kept it otherwise, or it is damaged. */
export function readKept<T extends object>(
  schema: v.GenericSchema<unknown, T>,
  { id, text }: { readonly id: number; readonly text: string },
): (T & { readonly id: number }) | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return parsed.success ? { ...parsed.output, id } : null;
}
