import * as v from 'valibot';

/** Parses each item of a list and leaves out those that the schema rejects. Empty when `items` is not an array. */
export function readEach<T>(schema: v.GenericSchema<unknown, T>, items: unknown): T[] {
  return (Array.isArray(items) ? items : []).flatMap((item) => {
    const parsed = v.safeParse(schema, item);
    return parsed.success ? [parsed.output] : [];
  });
}
