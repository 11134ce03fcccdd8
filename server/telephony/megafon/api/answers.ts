import * as v from 'valibot';
import { visibleText } from '../../../system/visibleText';
import { VatsFault } from './VatsFault';

/** A number or a text, as text without blanks around it. */
const word = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((value) => visibleText(String(value)).trim()),
);
const optionalWord = v.fallback(v.optional(v.nullable(word)), null);

/** An extension out of an answer; null when there is none or it is no number. */
export function extensionOf(text: string | null | undefined): string | null {
  return typeof text === 'string' && /^\d{1,8}$/.test(text) ? text : null;
}

/** A user as the old API has it: `name` is the login. */
export const accountSchema = v.object({
  name: v.pipe(word, v.minLength(1)),
  realName: optionalWord,
  ext: optionalWord,
});

/** A user as the REST API has it. */
export const restUserSchema = v.object({
  login: v.pipe(word, v.minLength(1)),
  name: optionalWord,
  ext: optionalWord,
  dnd: v.fallback(v.optional(v.nullable(v.boolean())), null),
});

/** "Do not disturb" of a user, as the old API has it. */
export const dndSchema = v.object({ state: v.boolean() });

/** A call of the REST API's history. */
export const restCallSchema = v.object({
  uid: v.pipe(word, v.minLength(1)),
  type: optionalWord,
  status: optionalWord,
  client: optionalWord,
  diversion: optionalWord,
  user: optionalWord,
  start: optionalWord,
  wait: optionalWord,
  duration: optionalWord,
  record: optionalWord,
});

const idSchema = v.pipe(word, v.regex(/^(?!ok$)[\w.@:+-]{1,128}$/i));
const idObject = v.object({
  callid: v.optional(idSchema),
  CallID: v.optional(idSchema),
  uuid: v.optional(idSchema),
});

/** JSON of an answer. Fails with a `VatsFault`. */
export function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new VatsFault('badAnswer', `${what}: no JSON`);
  }
}

/**
 * The rows of an answer, a bare list or one in `items`; rows that do not fit the schema are left out.
 * @returns null: there is no list
 */
export function rowsOf<T>(json: unknown, schema: v.GenericSchema<unknown, T>): readonly T[] | null {
  const list = v.safeParse(v.union([v.array(v.unknown()), v.object({ items: v.array(v.unknown()) })]), json);
  if (!list.success) return null;
  const rows = Array.isArray(list.output) ? list.output : list.output.items;
  return rows.flatMap((row) => {
    const parsed = v.safeParse(schema, row);
    return parsed.success ? [parsed.output] : [];
  });
}

/** The call's id in an answer to makeCall: JSON or a bare word, an object or not. Null: there is none. */
export function callidOf(text: string): string | null {
  let json: unknown = text;
  try {
    json = JSON.parse(text);
  } catch {
    // Bare text.
  }
  const bare = v.safeParse(idSchema, json);
  if (bare.success) return bare.output;
  const object = v.safeParse(idObject, json);
  if (!object.success) return null;
  const { callid, CallID, uuid } = object.output;
  return callid ?? CallID ?? uuid ?? null;
}
