import type { WireContact } from '../../protocol/contact';
import type { Presence } from '../calls/presence';
import type { Phonebook } from './Phonebook';
import type { PhonebookEntry } from './PhonebookEntry';
import type { RecentContacts } from './RecentContacts';

/** The phone book as an agent sees it: without the agent's own entry, with colleagues' presence. */
export class ContactList {
  constructor(
    private readonly phonebook: Phonebook,
    private readonly recent: RecentContacts,
    private readonly presenceOf: (extension: string) => Presence,
  ) {}

  /**
   * Searches the phone book. An empty text, which a transfer begins with, lists colleagues first, and of them the free
   * ones. @param extension the agent's own, which is left out
   */
  search(text: string, limit: number, extension: string): WireContact[] {
    const isEmpty = text.trim() === '';
    const found = this.phonebook
      .search(text, isEmpty ? Infinity : limit + 1)
      .filter((entry) => entry.extension !== extension);
    return (isEmpty ? this.freeFirst(found) : found).slice(0, limit).map((entry) => this.toWire(entry));
  }

  private freeFirst(entries: readonly PhonebookEntry[]): readonly PhonebookEntry[] {
    const rank = ({ extension }: PhonebookEntry): number => {
      if (extension === null) return 2;
      return this.presenceOf(extension) === 'FREE' ? 0 : 1;
    };
    return entries
      .map((entry) => ({ entry, at: rank(entry) }))
      .sort((a, b) => a.at - b.at)
      .map(({ entry }) => entry);
  }

  /** The agent's recent contacts; the newest first. */
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
