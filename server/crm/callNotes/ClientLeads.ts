import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';
import { keptLead, readKept } from '../clientIndex/readKept';
import type { AgentRights } from '../rights/AgentRights';
import type { ClientOwners } from '../rights/ClientOwners';
import { stageOf } from '../rights/UserRights';

/**
 * Which deals an agent may choose for a call. Read of the index, without a request: without an index or without rights no deal
 * can be chosen.
 */
export class ClientLeads {
  constructor(
    private readonly store: Pick<ClientIndexStore, 'get'> | undefined,
    private readonly owners: Pick<ClientOwners, 'of'> | undefined,
    private readonly rights: Pick<AgentRights, 'mayView'> | null,
  ) {}

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
    const { owners: cards, rights } = this;
    if (cards === undefined || rights === null || !(await this.mayView(extension, leadId))) return false;
    const owners = await cards.of(number, extension);
    return owners.some(
      (owner) => owner.leadIds.includes(leadId) && rights.mayView(extension, owner.kind, owner),
    );
  }
}
