import { readPhones } from '../../../protocol/readPhones';
import { phoneKeys, typedDigits } from '../../../protocol/isSamePhone';
import { searchDigits } from '../../../protocol/searchDigits';
import type { Party } from '../../calls/Party';
import type { ContactList } from '../../phonebook/ContactList';
import type { Clock } from '../../system/Clock';
import { withTimeLimit } from '../../system/withTimeLimit';
import type { AmoCard } from '../callers/amoAnswers';
import type { AmoCards } from '../callers/AmoCards';
import { FaultReports } from '../../system/FaultReports';
import { inSlices } from '../../system/inSlices';
import { amoUuid } from './amoUuid';

/** A person of the phone book, as the wire shows it. */
export type Listed = ReturnType<ContactList['search']>[number];

/** Time limit of the search in amoCRM, ms. */
const LIMIT_MS = 2_500;

/** Shortest text that is searched in amoCRM. */
const SHORTEST = 3;

/**
 * Contacts that are asked for where some of them may be hidden: others' would take the place of the agent's own. It is the most
 * that amoCRM gives, and one request whatever is found: further ones would show how many hidden contacts there are.
 */
const ASKED = 250;

/** What an agent may see of amoCRM. */
export interface AgentView {
  shown(extension: string, party: Party): Party;
  mayView(extension: string, kind: 'contacts', card: Pick<AmoCard, 'responsibleId'>): boolean;
  mayViewSome(extension: string, kind: 'contacts'): boolean;
}

/** The phone book with amoCRM's contacts in it, behind colleagues and configured contacts. */
export class AmoContactList {
  private readonly faults: FaultReports;

  constructor(
    private readonly local: Pick<ContactList, 'search' | 'last'>,
    private readonly cards: AmoCards,
    private readonly known: (number: string) => Party | null,
    private readonly clock: Clock,
    /** Called when the search in amoCRM fails, once a minute at most: an agent may type quickly. */
    onFault: (cause: unknown) => void,
    /** Null: everybody sees everything. */
    private readonly view: AgentView | null = null,
  ) {
    this.faults = new FaultReports(clock, onFault);
  }

  /**
   * Searches the local phone book, then amoCRM, unless the agent may view no contact there: the time that a search takes would
   * show what is found. Never fails: when amoCRM does, or is too slow, what is here is returned. @param extension the agent's own, which is left out @param signal aborted when the client disconnects
   */
  async search(
    text: string,
    limit: number,
    extension: string,
    signal = new AbortController().signal,
  ): Promise<Listed[]> {
    const here = this.local.search(text, limit, extension);
    const typed = text.trim();
    if (here.length >= limit || typed.length < SHORTEST || !this.isOpenTo(extension)) return here;
    return merged(here, await this.searchAmo(typed, limit, extension, signal), limit);
  }

  /** The agent's recent contacts, with names that were looked up meanwhile. */
  last(extension: string, limit: number): Listed[] {
    return this.local.last(extension, limit).map((one) => {
      const party = one.name === one.phone ? this.known(one.phone) : null;
      const name = party && (this.view?.shown(extension, party) ?? party).name;
      return name ? { ...one, name } : one;
    });
  }

  private async searchAmo(
    text: string,
    limit: number,
    extension: string,
    signal: AbortSignal,
  ): Promise<readonly Found[]> {
    try {
      const query = typedDigits(text) || text;
      const time = { clock: this.clock, ms: LIMIT_MS, signals: [signal] };
      const asked = this.view === null ? limit : ASKED;
      const cards = await withTimeLimit(time, (limited) =>
        this.cards.contactsLike(query, asked, extension, limited),
      );
      return await inSlices(
        cards.filter((card) => this.isSeen(extension, card)),
        listed,
      );
    } catch (cause) {
      if (!signal.aborted) this.faults.report(cause);
      return [];
    }
  }

  private isOpenTo(extension: string): boolean {
    return this.view?.mayViewSome(extension, 'contacts') ?? true;
  }

  private isSeen(extension: string, card: AmoCard): boolean {
    return this.view?.mayView(extension, 'contacts', card) ?? true;
  }
}

/** A contact with one of its numbers. */
interface Found {
  readonly number: string;
  readonly one: Listed;
}

/** The contact once for each of its numbers. */
function listed({ id, name, phones }: AmoCard): readonly Found[] {
  return phones
    .flatMap(readPhones)
    .filter(({ number }) => searchDigits(number) !== '')
    .map(({ number, extension }) => ({
      number,
      one: {
        uuid: amoUuid(id, number),
        name: name === '' ? number : name,
        // The agent dials the extension by hand.
        phone: extension === '' ? number : `${number}, ${extension}`,
        presence: null,
      },
    }));
}

/** Appends amoCRM's results whose numbers are not in the local ones, until there are as many as are wanted. */
function merged(here: readonly Listed[], there: readonly Found[], limit: number): Listed[] {
  const known = new Set(
    here.flatMap(({ phone }) => readPhones(phone).flatMap(({ number }) => phoneKeys(number))),
  );
  const all = [...here];
  for (const { number, one } of there) {
    if (all.length >= limit) break;
    if (!phoneKeys(number).some((key) => known.has(key))) all.push(one);
  }
  return all.slice(0, limit);
}
