import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';
import { IndexedCards } from '../clientIndex/IndexedCards';
import { keptLead, readKept } from '../clientIndex/readKept';
import type { AgentRights } from '../rights/AgentRights';
import { stageOf } from '../rights/UserRights';

/**
 * Which deals an agent may choose for a call. Read of the index, without a request: without an index or without rights no deal
 * can be chosen.
 */
export class ClientLeads {
  private readonly cards: IndexedCards | null;

  constructor(
    private readonly store: Pick<ClientIndexStore, 'get' | 'linked'> | undefined,
    private readonly rights: Pick<AgentRights, 'mayView'> | null,
  ) {
    this.cards = store === undefined ? null : new IndexedCards(store);
  }

  /** Is there such an open deal, and may the agent's user view it in amoCRM? Fails when the store does. */
  async mayView(extension: string, leadId: number): Promise<boolean> {
    const { store, rights } = this;
    if (store === undefined || rights === null) return false;
    const [entry] = await store.get('leads', [leadId]);
    const lead = entry === undefined ? null : readKept(keptLead, entry);
    if (lead === null) return false;
    return rights.mayView(extension, 'leads', { ...lead, stage: stageOf(lead.pipelineId, lead.statusId) });
  }

  /**
   * Is it, besides, a deal of this client: one that the caller's card offers, or would offer if another contact with the
   * number were chosen? Fails when the store does.
   */
  async mayChoose(extension: string, leadId: number, number: string): Promise<boolean> {
    const { cards, rights } = this;
    if (cards === null || rights === null || !(await this.mayView(extension, leadId))) return false;
    for (const kind of ['contacts', 'companies'] as const) {
      const found = await (kind === 'contacts' ? cards.contactsWith(number) : cards.companiesWith(number));
      const seen = found.cards.filter((card) => rights.mayView(extension, kind, card));
      if (seen.some(({ leadIds }) => leadIds.includes(leadId))) return true;
    }
    return false;
  }
}
