import { isSamePhone } from '../../../protocol/isSamePhone';
import { readPhones } from '../../../protocol/readPhones';
import type { AmoLead } from '../callers/amoAnswers';
import type { OwnedName } from '../callers/AmoCards';
import type { FoundCards } from '../callers/FoundCards';
import type { CardSource } from '../callers/readCaller';
import { inSlices } from '../../system/inSlices';
import type { ClientIndexStore } from './ClientIndexStore';
import { candidateLinks } from './phoneLinks';
import { keptContact, keptLead, readKept } from './readKept';

/** Cards with the number, those whose numbers end alike, and open leads of one card, that are looked at: far more than there are. */
const MAX_CANDIDATES = 200;
const MAX_LEADS = 50;

/** Contacts, companies and open leads of the index, as amoCRM would answer. All functions fail when the store does. */
export class IndexedCards implements CardSource {
  constructor(private readonly store: Pick<ClientIndexStore, 'linked' | 'get'>) {}

  contactsWith(number: string): Promise<FoundCards> {
    return this.with('contacts', number);
  }

  companiesWith(number: string): Promise<FoundCards> {
    return this.with('companies', number);
  }

  async company(id: number): Promise<OwnedName | null> {
    const [found] = await this.store.get('companies', [id]);
    return found === undefined ? null : readKept(keptContact, found);
  }

  async leads(ids: readonly number[]): Promise<readonly AmoLead[]> {
    return (await this.store.get('leads', ids)).flatMap((entry) => {
      const lead = readKept(keptLead, entry);
      if (lead === null) return [];
      const { id, responsibleId, statusId, pipelineId, changedAt } = lead;
      return [
        {
          id,
          responsible_user_id: responsibleId,
          status_id: statusId,
          pipeline_id: pipelineId,
          updated_at: changedAt,
        },
      ];
    });
  }

  private async with(kind: 'contacts' | 'companies', number: string): Promise<FoundCards> {
    const found = await Promise.all(
      candidateLinks([number]).map((links) => this.store.linked(kind, links, MAX_CANDIDATES)),
    );
    const entries = new Map(found.flat().map((entry) => [entry.id, entry]));
    const same = await inSlices([...entries.values()], (entry) => {
      const card = readKept(keptContact, entry);
      const isIt = card?.phones.flatMap(readPhones).some((phone) => isSamePhone(phone.number, number));
      return card !== null && isIt === true ? [card] : [];
    });
    const isAll = found.every(({ length }) => length < MAX_CANDIDATES);
    const withLeads = await Promise.all(
      // As amoCRM lists them: the oldest first.
      same
        .sort((one, other) => one.id - other.id)
        .map(async (card) => {
          const leads = await this.store.linked('leads', [`${kind}:${card.id}`], MAX_LEADS);
          return { ...card, leadIds: leads.map(({ id }) => id) };
        }),
    );
    return { cards: withLeads, isAll };
  }
}
