import type { WireContact } from '../../protocol/contact';
import type { Presence } from '../calls/presence';
import type { Phonebook } from './Phonebook';
import type { PhonebookEntry } from './PhonebookEntry';
import type { RecentContacts } from './RecentContacts';

/** The phone book as an agent sees it: without themselves, and with what colleagues' phones do. */
export class ContactList {
  constructor(
    private readonly phonebook: Phonebook,
    private readonly recent: RecentContacts,
    private readonly presenceOf: (extension: string) => Presence,
  ) {}

  /** @param extension the asker's own, which is not found */
  search(text: string, limit: number, extension: string): WireContact[] {
    return this.phonebook
      .search(text, limit + 1)
      .filter((entry) => entry.extension !== extension)
      .slice(0, limit)
      .map((entry) => this.toWire(entry));
  }

  /** Those with whom the agent has lately spoken; the newest first. */
  last(extension: string, limit: number): WireContact[] {
    return this.recent
      .of(extension)
      .slice(0, limit)
      .map((number) => this.toWire(this.phonebook.ofNumber(number)));
  }

  private toWire({ uuid, name, phone, extension }: PhonebookEntry): WireContact {
    return { uuid, name, phone, presence: extension === null ? null : this.presenceOf(extension) };
  }
}
