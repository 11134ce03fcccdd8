import * as v from 'valibot';

/** Values of `active` that mean that the integration was switched off. Kommo's example compares in lower case. */
const OFF = /^(?:n|no|false|0)$/i;

const savedSchema = v.object({
  active: v.optional(v.unknown()),
  fields: v.nullish(v.looseObject({})),
});

/**
 * Reads the argument of amoCRM's callback `onSave`.
 * @param fieldName name of our settings field
 * @returns `active`: false only when the integration was switched off; `field`: value of our field, undefined when
 * missing
 */
export function readSaveEvent(
  event: unknown,
  fieldName: string,
): { readonly active: boolean; readonly field: unknown } {
  const parsed = v.safeParse(savedSchema, event);
  if (!parsed.success) return { active: true, field: undefined };
  const { active, fields } = parsed.output;
  return { active: !OFF.test(String(active)), field: fields?.[fieldName] };
}
