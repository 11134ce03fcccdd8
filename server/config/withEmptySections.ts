import * as v from 'valibot';
import type { Step } from './SettingsSource';

/** A section within sections. */
const MOST_ROUNDS = 10;

/**
 * Reads settings in which a section or a setting may have nothing behind its colon, as after what it had was commented
 * out: a section is then one with all its defaults, a list has no entries, and a single value is left out.
 */
export function withEmptySections<Schema extends v.GenericSchema>(
  schema: Schema,
  raw: unknown,
): v.SafeParseResult<Schema> {
  let settings = raw;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const parsed = v.safeParse(schema, settings);
    const empty = (parsed.issues ?? []).filter(({ input, path }) => input === null && path !== undefined);
    if (empty.length === 0) return parsed;
    settings = empty.reduce<unknown>(
      (value, { path, expected }) =>
        filled(
          value,
          (path ?? []).map(({ key }) => key as Step),
          expected,
        ),
      structuredClone(settings),
    );
  }
  return v.safeParse(schema, settings);
}

/** @param expected valibot's word for what is expected at the path */
function filled(value: unknown, path: readonly Step[], expected: string | null): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  const inner: unknown = Reflect.get(value, step);
  if (rest.length > 0) filled(inner, rest, expected);
  else if (expected === 'Object') Reflect.set(value, step, {});
  else if (expected === 'Array') Reflect.set(value, step, []);
  else if (Array.isArray(value)) Reflect.set(value, step, '');
  else Reflect.deleteProperty(value, step);
  return value;
}
