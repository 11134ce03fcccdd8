import { NUMBER_UUID } from '../../protocol/contact';
import { readPhones } from '../../protocol/readPhones';
import { isSamePhone, phoneEnd, phoneKey, typedDigits } from '../../protocol/isSamePhone';
import type { Party } from '../calls/Party';
import type { PhonebookEntry } from './PhonebookEntry';
import { searchText } from './searchText';
import { partyOfEntries } from './partyOfEntries';

interface Indexed {
  readonly entry: PhonebookEntry;
  readonly name: string;
  readonly words: readonly string[];
  /** Words of the company's name. */
  readonly company: readonly string[];
  /** All numbers in the entry's text. */
  readonly numbers: readonly string[];
  readonly keys: readonly string[];
  /** Searched for typed digits: the numbers with their country codes, and as they are written. */
  readonly digits: string;
}

/** Clients and colleagues, searched by name, number and company. */
export class Phonebook {
  private indexed: readonly Indexed[] = [];
  private byUuid: ReadonlyMap<string, PhonebookEntry> = new Map();
  private readonly byEnd = new Map<string, readonly Indexed[]>();

  constructor(entries: readonly PhonebookEntry[]) {
    this.replace(entries);
  }

  /** Replaces all entries. */
  replace(entries: readonly PhonebookEntry[]): void {
    this.byEnd.clear();
    this.indexed = entries.map((entry) => {
      const name = searchText(entry.name);
      const numbers = readPhones(entry.phone).map(({ number }) => number);
      const keys = numbers.map(phoneKey);
      return {
        entry,
        name,
        words: wordsOf(name),
        company: wordsOf(searchText(entry.company ?? '')),
        numbers,
        keys,
        digits: [...keys, ...numbers].join(' ').replaceAll('+', ''),
      };
    });
    this.byUuid = new Map(entries.map((entry) => [entry.uuid, entry]));
    for (const one of this.indexed)
      for (const end of new Set(one.numbers.map(phoneEnd)))
        this.byEnd.set(end, [...(this.byEnd.get(end) ?? []), one]);
  }

  /**
   * Entries that match all typed words: each is the beginning of a word in the name or a part of the number. Entries whose
   * name begins with the text, or whose number equals it, come first; last come those of whom the company's name has a word.
   */
  search(text: string, limit: number): readonly PhonebookEntry[] {
    const typed = searchText(text);
    const digits = typedDigits(typed);
    const key = phoneKey(typed);
    // Each once: a text of one word a hundred times is no more work.
    const words = [...new Set(typed.split(' ').filter(Boolean))];
    const found = this.indexed.filter(
      (one) => (digits !== '' && hasDigits(one, digits)) || words.every((word) => hasWord(one, word)),
    );
    const first = new Set(
      found.filter((one) => one.name.startsWith(typed) || (digits !== '' && one.keys.includes(key))),
    );
    const known = new Set([...first, ...found]);
    const ofCompany = this.indexed.filter(
      (one) =>
        !known.has(one) &&
        words.every((word) => hasWord(one, word) || one.company.some((begin) => begin.startsWith(word))),
    );
    return [...known, ...ofCompany].slice(0, limit).map(({ entry }) => entry);
  }

  byId(uuid: string): PhonebookEntry | null {
    if (uuid.startsWith(NUMBER_UUID)) return this.ofNumber(uuid.slice(NUMBER_UUID.length));
    return this.byUuid.get(uuid) ?? null;
  }

  /** The entry with this number; when none or several have it, a new entry for the number. */
  ofNumber(number: string): PhonebookEntry {
    const known = this.withNumber(number);
    const colleague = known.find(({ extension }) => extension !== null);
    if (colleague !== undefined) return colleague;
    const [only] = known;
    if (only !== undefined && known.length === 1) return only;
    return {
      uuid: `${NUMBER_UUID}${number}`,
      name: known.length === 0 ? number : known.map(({ name }) => name).join(', '),
      phone: number,
      contactId: null,
      company: null,
      responsible: null,
      extension: null,
    };
  }

  /** The party of a call with this number. @param isOutside it calls from outside, where no colleague's extension is */
  partyOf(number: string, isOutside = false): Party {
    const entries = this.withNumber(number);
    const possible = isOutside ? entries.filter(({ extension }) => !isExtension(extension, number)) : entries;
    return partyOfEntries(number, possible);
  }

  private withNumber(number: string): readonly PhonebookEntry[] {
    const likely = this.byEnd.get(phoneEnd(number)) ?? [];
    return likely
      .filter(({ numbers }) => numbers.some((one) => isSamePhone(one, number)))
      .map(({ entry }) => entry);
  }
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function isExtension(extension: string | null, number: string): boolean {
  return extension !== null && isSamePhone(extension, number);
}

function hasWord(one: Indexed, word: string): boolean {
  const digits = word.replace(/[()+.-]/g, '');
  if (/^\d{2,}$/.test(digits) && hasDigits(one, digits)) return true;
  return one.words.some((begin) => begin.startsWith(word)) || one.name.includes(` ${word}`);
}

/** Does the entry have these digits? A leading 8 of a Russian number counts as 7. */
function hasDigits(one: Indexed, digits: string): boolean {
  return (
    one.digits.includes(digits) || (digits.startsWith('8') && one.digits.startsWith(`7${digits.slice(1)}`))
  );
}
