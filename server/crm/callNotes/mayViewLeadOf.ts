import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';
import { keptLead, readKept } from '../clientIndex/readKept';
import type { AgentRights } from '../rights/AgentRights';
import { stageOf } from '../rights/UserRights';

/**
 * May the agent's user view this open deal? Read of the index, without a request. Without an index or without rights no deal
 * can be chosen.
 */
export function mayViewLeadOf(
  store: Pick<ClientIndexStore, 'get'> | undefined,
  rights: Pick<AgentRights, 'mayView'> | null,
): (extension: string, leadId: number) => Promise<boolean> {
  return async (extension, leadId) => {
    if (store === undefined || rights === null) return false;
    const [entry] = await store.get('leads', [leadId]);
    const lead = entry === undefined ? null : readKept(keptLead, entry);
    if (lead === null) return false;
    return rights.mayView(extension, 'leads', { ...lead, stage: stageOf(lead.pipelineId, lead.statusId) });
  };
}
