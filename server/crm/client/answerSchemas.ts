import * as v from 'valibot';
import { readEach } from '../../../protocol/readEach';

/** An id of amoCRM: a positive integer, as a number or a text. */
export const amoId = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.digits(), v.maxLength(15), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(1),
);

/** An optional value: null when it is absent or not valid. */
export function orNull<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T | null> {
  return v.pipe(
    v.unknown(),
    v.transform((raw) => {
      const parsed = v.safeParse(schema, raw);
      return parsed.success ? parsed.output : null;
    }),
  );
}

/** A list whose items are parsed one by one; invalid ones are left out. */
export function itemsOf<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, readonly T[]> {
  return v.pipe(
    v.array(v.unknown()),
    v.transform((items) => readEach(schema, items)),
  );
}

type Parts<E extends Record<string, v.GenericSchema>> = {
  readonly [K in keyof E]: v.OptionalSchema<v.GenericSchema<unknown, v.InferOutput<E[K]> | null>, null>;
};

/** Optional entries for `v.object`: null when one is absent or not valid. */
export function parts<E extends Record<string, v.GenericSchema>>(entries: E): Parts<E> {
  const each = Object.entries(entries).map(([key, schema]) => [key, v.optional(orNull(schema), null)]);
  return Object.fromEntries(each) as Parts<E>;
}

/** A list as amoCRM wraps it. */
const wrapped = (key: string): v.GenericSchema<unknown, { readonly items: unknown[] }> =>
  v.pipe(
    v.object({ _embedded: v.object({ [key]: v.array(v.unknown()) }) }),
    v.transform(({ _embedded }) => ({ items: _embedded[key] ?? [] })),
  );

/** A list in `_embedded`, parsed item by item. */
export function listOf<T>(
  key: string,
  schema: v.GenericSchema<unknown, T>,
): v.GenericSchema<unknown, readonly T[]> {
  return v.pipe(
    wrapped(key),
    v.transform(({ items }) => readEach(schema, items)),
  );
}

/** A page of a list: its valid items, and the number of all items. */
export interface Page<T> {
  readonly read: readonly T[];
  readonly count: number;
}

/** The list with the number of its items, by which the last page is recognised. */
export function pageOf<T>(
  key: string,
  list: v.GenericSchema<unknown, readonly T[]>,
): v.GenericSchema<unknown, Page<T>> {
  return v.pipe(
    wrapped(key),
    v.transform(({ items }): { read: unknown; count: number } => ({
      read: { _embedded: { [key]: items } },
      count: items.length,
    })),
    v.object({ read: list, count: v.number() }),
  );
}
