import type { Agent } from '../calls/Agent';
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

/** The phone book's entries: clients, then colleagues. Each has a uuid of its own. */
export function phonebookEntries(
  contacts: readonly ContactRecord[],
  agents: readonly Agent[],
): readonly PhonebookEntry[] {
  const taken = new Map<string, number>();
  return [
    ...contacts.map(({ uuid, name, phone, contactId, company, responsible }) => ({
      uuid: own(uuid ?? `contact:${contactId ?? phone}`, taken),
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
  ];
}

/** A contact with two numbers stands in the book twice, and two contacts may share one number. */
function own(uuid: string, taken: Map<string, number>): string {
  const count = (taken.get(uuid) ?? 0) + 1;
  taken.set(uuid, count);
  return count === 1 ? uuid : `${uuid}#${count}`;
}
