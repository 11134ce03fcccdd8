import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../../system/Clock';
import { LogLine } from '../../system/LogLine';
import type { AmoUsers } from '../callers/AmoUsers';
import type { AmoClient } from '../client/AmoClient';
import { crmLog } from '../messages';
import type { OnKept } from './CardKeeper';
import { ClientIndex } from './ClientIndex';
import type { ClientIndexStore } from './ClientIndexStore';
import { IndexedLists } from './IndexedLists';
import { IndexRequests } from './IndexRequests';

/** What the index is built with. */
interface ClientIndexOptions {
  readonly settings: { readonly index: boolean };
  readonly indexStore?: ClientIndexStore | undefined;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
}

/** The index, not started yet; null: it is off, or there is no store for it. */
export function createClientIndex(
  { settings, indexStore, clock, logger }: ClientIndexOptions,
  client: AmoClient,
  users: Pick<AmoUsers, 'all'>,
  kept: OnKept,
): ClientIndex | null {
  if (!settings.index) return null;
  if (indexStore === undefined) {
    logger.warn(new LogLine(crmLog.indexNeedsStore));
    return null;
  }
  const requests = new IndexRequests(client);
  const lists = new IndexedLists(requests, () => users.all(), indexStore, clock);
  return new ClientIndex(requests, lists, indexStore, clock, {
    progress: (cards) => logger.info({ cards }, "amoCRM's cards are read into the index"),
    filled: (cards) => logger.info({ cards }, "amoCRM's cards are in the index"),
    failing: (err) => logger.warn(new LogLine(crmLog.indexFailing, { err })),
    kept,
  });
}
