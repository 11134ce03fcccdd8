import type { FastifyBaseLogger } from 'fastify';
import type { Agent } from '../calls/Agent';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { AgentStates } from '../calls/AgentStates';
import type { Party } from '../calls/Party';
import type { Crm } from '../crm/Crm';
import type { Store } from '../store/Store';
import type { Clock } from '../system/Clock';
import { createMissedClients, type RunningMissedClients } from './createMissedClients';
import type { MissedClientsSettings } from './missedClientsFeature';

/**
 * The company's missed calls as the configuration wants them; null: no list is kept, since users are not proven or nothing is
 * stored.
 */
export function missedClientsOf(
  configuration: {
    readonly identity?: { readonly mode: 'off' | 'required' } | undefined;
    readonly missedClients: MissedClientsSettings;
  },
  crm: Pick<Crm, 'seenClients' | 'callBacks'> | null,
  options: {
    readonly store: Store | null;
    /** The list has changed. */
    readonly onChange: (revision: number) => void;
    readonly clock: Clock;
    readonly logger: FastifyBaseLogger;
    readonly directory: AgentDirectory;
    readonly states: Pick<AgentStates, 'callsOf'>;
    readonly partyOf: (number: string) => Party;
    readonly originate: (agent: Agent, number: string) => Promise<void>;
  },
): RunningMissedClients | null {
  const { store, directory, states } = options;
  if (configuration.identity?.mode !== 'required' || store === null) return null;
  const clients = createMissedClients({
    ...options,
    store,
    settings: configuration.missedClients,
    callsOf: (extension) => states.callsOf(extension),
    extensions: directory.agents.map(({ extension }) => extension),
    nameOf: (extension) => directory.withExtension(extension)?.name ?? null,
    seen: async (extension, number) =>
      (await crm?.seenClients?.of(extension, number)) ?? { party: options.partyOf(number), cards: 'all' },
    mayViewCallsOf: (extension, colleague) => crm?.seenClients?.mayViewCallsOf(extension, colleague) ?? true,
    finishTask: (task) => crm?.callBacks.finish(task),
  });
  crm?.callBacks.follow(clients.callBacks);
  return clients;
}
