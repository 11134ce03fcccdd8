import { unknownParty, type Party } from '../calls/Party';
import type { PhonebookEntry } from './PhonebookEntry';

/**
 * The party of a call whose number these entries have. Several contacts are listed as matches, without choosing one. A
 * colleague takes precedence over contacts with the same digits.
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

/** One entry for each person: a contact may have several entries. */
function distinct(entries: readonly PhonebookEntry[]): readonly PhonebookEntry[] {
  return [...new Map(entries.map((entry) => [entry.contactId ?? entry.uuid, entry])).values()];
}
