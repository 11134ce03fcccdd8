import type { Agent } from '../calls/Agent';
import type { Colleague } from '../calls/Colleague';
import type { PhonebookEntry } from './PhonebookEntry';

/** A contact as it is set in the configuration. */
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
 * @param colleagues all that the telephone system has, agents too
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
    // What their phones do is not followed, so nothing is said of it.
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

/** A contact with two numbers stands in the book twice, and two contacts may share one number. */
function uniqueUuid(uuid: string, taken: Map<string, number>): string {
  const count = (taken.get(uuid) ?? 0) + 1;
  taken.set(uuid, count);
  return count === 1 ? uuid : `${uuid}#${count}`;
}
