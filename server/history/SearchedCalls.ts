import { isSamePhone, typedDigits } from '../../protocol/isSamePhone';
import { readPhones } from '../../protocol/readPhones';
import { searchDigits } from '../../protocol/searchDigits';

/** A person that was found by name. */
interface Found {
  readonly name: string;
  readonly phone: string;
}

/** Which numbers a search means. */
export interface SearchedCalls {
  /** The name that was found for the number; null: it is another number; empty: the number itself was searched for. */
  nameFor(number: string): string | null;
}

/**
 * Reads what an agent searches for: digits of a number, or a name.
 * @param found people whose names fit, as far as the agent may see them; not asked for digits
 */
export async function searchedCalls(
  text: string,
  found: (name: string) => Promise<readonly Found[]>,
): Promise<SearchedCalls | null> {
  const typed = text.trim();
  if (typed === '') return null;
  const digits = typedDigits(typed);
  if (digits !== '') return withDigits(new Set([digits, typed.replace(/\D/g, '')]));
  // A call of a number with an extension behind it has the number alone.
  const people = (await found(typed)).flatMap(({ name, phone }) => {
    const numbers = readPhones(phone).map(({ number }) => number);
    return [...new Set([phone, ...numbers])].map((one) => ({ name, phone: one }));
  });
  const byKey = new Map<string, Found[]>();
  for (const one of people) byKey.set(keyOf(one.phone), [...(byKey.get(keyOf(one.phone)) ?? []), one]);
  return {
    nameFor: (number) =>
      byKey.get(keyOf(number))?.find(({ phone }) => phone === number || isSamePhone(phone, number))?.name ??
      null,
  };
}

/** Numbers with one of these in them; a number at home may be written with 8. */
function withDigits(forms: ReadonlySet<string>): SearchedCalls {
  const all = [...forms].flatMap((one) => (one.startsWith('8') ? [one, `7${one.slice(1)}`] : [one]));
  return {
    nameFor: (number) => {
      const own = number.replace(/\D/g, '');
      return all.some((one) => own.includes(one)) ? '' : null;
    },
  };
}

/** Equal for all forms of a number; an extension is its own. */
function keyOf(number: string): string {
  return searchDigits(number) || number;
}
