import * as v from 'valibot';

/** The items of a list that the schema accepts; none of what is not a list. */
export function readEach<T>(schema: v.GenericSchema<unknown, T>, items: unknown): T[] {
  return (Array.isArray(items) ? items : []).flatMap((item) => {
    const parsed = v.safeParse(schema, item);
    return parsed.success ? [parsed.output] : [];
  });
}
