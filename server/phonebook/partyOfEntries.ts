import { unknownParty, type Party } from '../calls/Party';
import type { PhonebookEntry } from './PhonebookEntry';

/**
 * Who is at the other end, when these entries have the number. Of several contacts none is guessed: they are
 * listed. A colleague's extension is the colleague's, whatever contact has the same digits.
 */
export function partyOfEntries(number: string, entries: readonly PhonebookEntry[]): Party {
  const people = distinct(entries);
  const only = people.find(({ extension }) => extension !== null) ?? (people.length === 1 ? people[0] : null);
  if (only) {
    const { name, contactId, company, responsible } = only;
    return { number, name, contactId, company, responsible, matches: [] };
  }
  const matches = people.flatMap(({ contactId, name }) =>
    contactId === null ? [] : [{ id: contactId, name }],
  );
  return { ...unknownParty(number), matches };
}

/** One entry a person: a contact may stand in the phone book more than once. */
function distinct(entries: readonly PhonebookEntry[]): readonly PhonebookEntry[] {
  return [...new Map(entries.map((entry) => [entry.contactId ?? entry.uuid, entry])).values()];
}
