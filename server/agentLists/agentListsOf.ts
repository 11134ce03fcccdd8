import type { FastifyBaseLogger } from 'fastify';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { AgentLists, type AgentListsOptions } from './AgentLists';
import { callLog } from '../calls/messages';
import type { Store } from '../store/Store';
import type { Clock } from '../system/Clock';
import type { Feature } from '../system/Feature';
import { LogLine } from '../system/LogLine';

const DAY_MS = 86_400_000;

/** Keeps agents' lists in the store, if there is one, as long as ended calls are kept. */
export function agentListsOf({
  store,
  states,
  recent,
  directory,
  clock,
  logger,
  settings,
}: Pick<AgentListsOptions, 'states' | 'recent'> & {
  readonly store: Pick<Store, 'lists' | 'onRecovered'> | null;
  readonly directory: AgentDirectory;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly settings: { readonly keepDays: number };
}): Feature {
  if (store === null) return {};
  return new AgentLists({
    states,
    recent,
    store,
    isAgent: (extension) => directory.withExtension(extension) !== null,
    keptSince: () => clock.now() - settings.keepDays * DAY_MS,
    onUnreadable: (extension) => logger.warn(new LogLine(callLog.listsUnreadable, { extension })),
  });
}
