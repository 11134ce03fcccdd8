import * as v from 'valibot';

const savedSchema = (fieldName: string) =>
  v.object({
    /** 'N' or 'n', or false: the integration was switched off. Kommo's own example lower-cases it before it compares. */
    active: v.optional(v.union([v.string(), v.boolean()])),
    fields: v.optional(v.object({ [fieldName]: v.optional(v.unknown()) }), {}),
  });

/** What amoCRM tells when the settings window was saved. A field that is not told is undefined. */
export function onceSaved(
  event: unknown,
  fieldName: string,
): { readonly active: boolean; readonly field: unknown } {
  const parsed = v.safeParse(savedSchema(fieldName), event);
  if (!parsed.success) return { active: true, field: undefined };
  const { active, fields } = parsed.output;
  return { active: String(active).toLowerCase() !== 'n' && active !== false, field: fields[fieldName] };
}
