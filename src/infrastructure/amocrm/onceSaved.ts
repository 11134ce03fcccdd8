import * as v from 'valibot';

/** The integration was switched off. Kommo's own example lower-cases the word before it compares. */
const OFF = /^(?:n|no|false|0)$/i;

const savedSchema = v.object({
  active: v.optional(v.unknown()),
  fields: v.nullish(v.looseObject({})),
});

/** What amoCRM tells when the settings window was saved. A field that is not told is undefined. */
export function onceSaved(
  event: unknown,
  fieldName: string,
): { readonly active: boolean; readonly field: unknown } {
  const parsed = v.safeParse(savedSchema, event);
  if (!parsed.success) return { active: true, field: undefined };
  const { active, fields } = parsed.output;
  return { active: !OFF.test(String(active)), field: fields?.[fieldName] };
}
