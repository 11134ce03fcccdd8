/** Fields of a journal or record that hold a number, and what stands there when it is not known. */
const NUMBERS: Readonly<Record<string, string | null>> = { number: '', place: null };

/** Fields of which a number may be a part: names of files and devices, notes. */
const TEXTS = ['file', 'recording', 'trunk', 'text'];

/** Shortest number that is looked for within such a text, digits. */
const SHORTEST_IN_TEXT = 7;

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The text of a journal or record without a client's number: where it stood, no number is known, and digits of it in names
 * of files and in notes become `x`.
 * @param digits last digits of the number
 * @param isOf is it the same number, however it is written?
 * @returns null: the number is not in it
 */
export function withoutNumber(
  text: string,
  digits: string,
  isOf: (number: string) => boolean,
): string | null {
  let found = 0;
  const withoutIt = (name: string, value: Json): Json => {
    const changed = changedValue(name, value, digits, isOf);
    if (changed !== value) found += 1;
    return changed;
  };
  const changed = JSON.stringify(JSON.parse(text, withoutIt));
  return found > 0 ? changed : null;
}

function changedValue(name: string, value: Json, digits: string, isOf: (number: string) => boolean): Json {
  if (typeof value !== 'string') return value;
  const unknown = NUMBERS[name];
  if (unknown !== undefined) return isOf(value) ? unknown : value;
  if (!TEXTS.includes(name) || digits.length < SHORTEST_IN_TEXT) return value;
  return value.replaceAll(digits, 'x'.repeat(digits.length));
}
