import type { FastifyBaseLogger } from 'fastify';
import type { KeyLimiter } from '../access/KeyLimiter';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { AgentLists, type AgentListsOptions } from './AgentLists';
import { callLog } from '../calls/messages';
import { forgetIn } from './forgetIn';
import { isNumber } from './isNumber';
import { listRoutes } from './listRoutes';
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
  onRetention,
  others,
  path,
  keyLimiter,
  isKey,
}: Pick<AgentListsOptions, 'states' | 'recent'> & {
  readonly store: Pick<Store, 'lists' | 'onRecovered'> | null;
  readonly directory: AgentDirectory;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly settings: { readonly keepDays: number };
  readonly onRetention: AgentListsOptions['onRetention'];
  /** Parts that have clients in their memory, too, which are forgotten with them. */
  readonly others: Parameters<typeof forgetIn>[0];
  /** Of the wire. */
  readonly path: string;
  readonly keyLimiter: Pick<KeyLimiter, 'checkFor'>;
  /** Is it a secret key of this backend? */
  readonly isKey: (key: string) => boolean;
}): Feature {
  if (store === null) return {};
  const lists = new AgentLists({
    states,
    recent,
    store,
    agentOf: (extension) => directory.withExtension(extension),
    keptSince: () => clock.now() - settings.keepDays * DAY_MS,
    onRetention,
    onUnreadable: (extension) => logger.warn(new LogLine(callLog.listsUnreadable, { extension })),
  });
  return {
    openRoutes: (http) =>
      listRoutes(http, path, keyLimiter.checkFor(isKey), {
        forget: async (number) => {
          await forgetIn(others, number);
          return { agents: await lists.forget(isNumber(number)), areShared: false };
        },
      }),
    start: () => lists.start(),
    close: () => lists.close(),
  };
}
