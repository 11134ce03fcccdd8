import type { Agent } from '../calls/Agent';
import type { Colleague } from '../calls/Colleague';
import type { PhonebookEntry } from './PhonebookEntry';

/** A contact in the configuration. */
export interface ContactRecord {
  readonly uuid?: string | undefined;
  readonly name: string;
  readonly phone: string;
  readonly contactId?: string | undefined;
  readonly company?: string | undefined;
  readonly responsible?: string | undefined;
}

/**
 * The phone book's entries: clients, then agents, then other colleagues. Each has a uuid of its own.
 * @param colleagues all users of the telephone system, agents included
 */
export function phonebookEntries(
  contacts: readonly ContactRecord[],
  agents: readonly Agent[],
  colleagues: readonly Colleague[] = [],
): readonly PhonebookEntry[] {
  const taken = new Map<string, number>();
  const extensions = new Set(agents.map(({ extension }) => extension));
  return [
    ...contacts.map(({ uuid, name, phone, contactId, company, responsible }) => ({
      uuid: uniqueUuid(uuid ?? `contact:${contactId ?? phone}`, taken),
      name,
      phone,
      contactId: contactId ?? null,
      company: company ?? null,
      responsible: responsible ?? null,
      extension: null,
    })),
    ...agents.map(({ extension, name }) => ({
      uuid: `agent:${extension}`,
      name,
      phone: extension,
      contactId: null,
      company: null,
      responsible: null,
      extension,
    })),
    // Their phones are not tracked, so they have no presence.
    ...colleagues
      .filter(({ extension }) => !extensions.has(extension))
      .map(({ extension, name }) => ({
        uuid: uniqueUuid(`colleague:${extension}`, taken),
        name,
        phone: extension,
        contactId: null,
        company: null,
        responsible: null,
        extension: null,
      })),
  ];
}

/** Makes a uuid unique: a contact with two numbers has two entries, and two contacts may share a number. */
function uniqueUuid(uuid: string, taken: Map<string, number>): string {
  const count = (taken.get(uuid) ?? 0) + 1;
  taken.set(uuid, count);
  return count === 1 ? uuid : `${uuid}#${count}`;
}
