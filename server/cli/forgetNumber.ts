import { withoutNumber } from '../calls/journal/withoutNumber';
import type { Configuration } from '../config/Configuration';
import { callJobSchema } from '../crm/callLog/CallJob';
import { readEntry } from '../crm/outbox/readEntry';
import { asideFiles } from '../store/asideFiles';
import { forgetClient, type ForgetDatabase } from '../store/forgetClient';
import { numberKey } from '../store/numberKey';
import type { StorePlace } from '../store/storeSettings';
import type { Message } from '../system/Message';
import { askBackend } from './askBackend';
import { CliFault } from './CliFault';
import { inStore } from './inStore';
import { storeCommandMessages as messages } from './storeCommandMessages';

/**
 * Deletes what the store has of a client, also beside a backend that runs, and returns the lines to print. Fails with a
 * `CliFault` or a `StoreFault`.
 */
export async function forgetNumber(
  number: string,
  place: StorePlace,
  configuration: Configuration,
): Promise<readonly Message[]> {
  const key = numberKey(number);
  if (key === '') throw new CliFault(messages.noNumber);
  const isOf = (other: string): boolean => numberKey(other) === key;
  const { forgotten, isDropped } = await inStore(place, async (database) => {
    const all = await forgetClient(database, {
      numberKey: key,
      journalWithout: (journal) => withoutNumber(journal, key, isOf),
      isParked: (job) => {
        const entry = readEntry(job, callJobSchema);
        return entry?.state === 'parked' && isOf(entry.job.record.number);
      },
    });
    return { forgotten: all, isDropped: await dropParked(all.parked, database, configuration) };
  });
  const { calls, mentions, parked, isBeingCopied } = forgotten;
  const files = asideFiles(place, configuration.amocrm?.calls.outbox);
  return [
    messages.forgotten(calls),
    ...(mentions > 0 ? [messages.mentions(mentions)] : []),
    ...(parked.length > 0 ? [(isDropped ? messages.parkedDropped : messages.parkedStay)(parked.length)] : []),
    ...(isBeingCopied ? [messages.beingCopied] : []),
    ...(files.length > 0 ? [messages.asideFiles(files.join(', '))] : []),
  ];
}

/** By the backend, which has the jobs in memory; where none runs, in the database. @returns false: the backend refuses */
async function dropParked(
  ids: readonly string[],
  database: ForgetDatabase,
  configuration: Configuration,
): Promise<boolean> {
  if (ids.length === 0) return true;
  try {
    const { status } = await askBackend(configuration, '/outbox', { action: 'drop', ids });
    return status === 200;
  } catch (error) {
    if (!(error instanceof CliFault)) throw error;
  }
  await database.write(ids.map((id) => ({ sql: 'DELETE FROM outbox WHERE id = $1', values: [id] })));
  return true;
}
