import { isSamePhone, phoneEnd } from '../../../protocol/isSamePhone';
import { readPhones } from '../../../protocol/readPhones';
import type { AmoCard, AmoLead } from '../callers/amoAnswers';
import type { OwnedName } from '../callers/AmoCards';
import type { CardSource } from '../callers/readCaller';
import type { ClientIndexStore } from './ClientIndexStore';
import { keptContact, keptLead, readKept } from './readKept';

/** Cards whose numbers end alike, and open leads of one card, that are looked at: far more than there are. */
const MAX_CANDIDATES = 200;
const MAX_LEADS = 50;

/** Contacts, companies and open leads of the index, as amoCRM would answer. All functions fail when the store does. */
export class IndexedCards implements CardSource {
  constructor(private readonly store: Pick<ClientIndexStore, 'linked' | 'get'>) {}

  contactsWith(number: string): Promise<readonly AmoCard[]> {
    return this.with('contacts', number);
  }

  companiesWith(number: string): Promise<readonly AmoCard[]> {
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

  private async with(kind: 'contacts' | 'companies', number: string): Promise<readonly AmoCard[]> {
    const entries = await this.store.linked(kind, [`phone:${phoneEnd(number)}`], MAX_CANDIDATES);
    const cards = entries.flatMap((entry) => readKept(keptContact, entry) ?? []);
    const same = cards.filter(({ phones }) =>
      phones.flatMap(readPhones).some((phone) => isSamePhone(phone.number, number)),
    );
    return Promise.all(
      // As amoCRM lists them: the oldest first.
      same.reverse().map(async (card) => {
        const leads = await this.store.linked('leads', [`${kind}:${card.id}`], MAX_LEADS);
        return { ...card, leadIds: leads.map(({ id }) => id) };
      }),
    );
  }
}
