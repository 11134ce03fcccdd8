import * as v from 'valibot';
import type { Step } from './SettingsSource';

/** Bound of the passes: each fills the empty sections that the one before has created or reached. */
const MAX_PASSES = 10;

/** Operators see all that is wrong at once. */
const ALL_ISSUES = { abortEarly: false };

/**
 * Validates settings in which keys may have no value, as when all lines below a section are commented out: an empty section
 * gets its defaults, an empty list has no entries, and an empty single value counts as absent.
 * @param raw not changed
 */
export function parseWithEmptySections<Schema extends v.GenericSchema>(
  schema: Schema,
  raw: unknown,
): v.SafeParseResult<Schema> {
  let settings = raw;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const parsed = v.safeParse(schema, settings, ALL_ISSUES);
    const empty = (parsed.issues ?? []).filter(({ input, path }) => input === null && path !== undefined);
    if (empty.length === 0) return parsed;
    settings = empty.reduce<unknown>(
      (value, { path, expected }) =>
        fillAt(
          value,
          (path ?? []).map(({ key }) => key as Step),
          expected,
        ),
      structuredClone(settings),
    );
  }
  return v.safeParse(schema, settings, ALL_ISSUES);
}

/** Replaces the null at a path, in place. @param expected valibot's name of the type expected there */
function fillAt(value: unknown, path: readonly Step[], expected: string | null): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  const inner: unknown = Reflect.get(value, step);
  if (rest.length > 0) fillAt(inner, rest, expected);
  else if (expected === 'Object') Reflect.set(value, step, {});
  else if (expected === 'Array') Reflect.set(value, step, []);
  else if (Array.isArray(value)) Reflect.set(value, step, '');
  else Reflect.deleteProperty(value, step);
  return value;
}
