import { agentListsOf } from './agentLists/agentListsOf';
import type { TelephonyListener } from './calls/Telephony';
import type { Configuration } from './config/Configuration';
import type { MissedClientMethods } from './missedClients/MissedClientMethods';
import { missedClientsOf } from './missedClients/missedClientsOf';
import type { Feature } from './system/Feature';

/** Lists of calls that agents have not answered: each agent's own, and the company's. */
export interface CreatedLists {
  /** Undefined: no list is kept. */
  readonly missedClients: MissedClientMethods | undefined;
  readonly listener: Partial<Pick<TelephonyListener, 'call' | 'finished'>>;
  readonly features: { readonly lists: Feature; readonly missedClients: Feature };
}

/** Builds the lists. Those of several backends are in Redis, and the company's is not kept there. */
export function createLists(
  configuration: Configuration,
  crm: Parameters<typeof missedClientsOf>[1] & Parameters<typeof agentListsOf>[0]['others'][number],
  options: Omit<Parameters<typeof agentListsOf>[0], 'others' | 'settings'> &
    Parameters<typeof missedClientsOf>[2],
  isAlone: boolean,
): CreatedLists {
  if (!isAlone) return { missedClients: undefined, listener: {}, features: { lists: {}, missedClients: {} } };
  const missed = missedClientsOf(configuration, crm, options);
  const lists = agentListsOf({ ...options, others: [crm, missed], settings: configuration.store });
  return {
    missedClients: missed?.methods,
    listener: missed?.listener ?? {},
    features: { lists, missedClients: missed ?? {} },
  };
}
