import * as v from 'valibot';
import { withoutNumber } from '../calls/journal/withoutNumber';
import { listsAnswerSchema } from '../agentLists/listRoutes';
import { listsWithout } from '../agentLists/listsWithout';
import type { Configuration } from '../config/Configuration';
import { crmJobSchema, numberOf } from '../crm/callLog/CrmJob';
import { isNoteOf } from '../crm/callNotes/callNoteSchema';
import { outboxAnswerSchema } from '../crm/outbox/outboxOrder';
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
  const inMemory = await dropFromLists(number, configuration);
  const { forgotten, dropped } = await inStore(place, async (database) => {
    const all = await forgetClient(database, {
      numberKey: key,
      journalWithout: (journal) => withoutNumber(journal, key, isOf),
      listsWithout: (lists) => listsWithout(lists, isOf),
      isParked: (job) => {
        const entry = readEntry(job, crmJobSchema);
        return entry?.state === 'parked' && isOf(numberOf(entry.job));
      },
      isNote: (note) => isNoteOf(note, isOf),
    });
    return { forgotten: all, dropped: await dropParked(all.parked, database, configuration) };
  });
  const { calls, mentions, lists, parked, isBeingCopied } = forgotten;
  const files = asideFiles(place, configuration.amocrm?.calls.outbox);
  return [
    messages.forgotten(calls),
    ...(mentions > 0 ? [messages.mentions(mentions)] : []),
    ...listLines(lists, inMemory),
    ...parkedLines(parked.length, dropped),
    ...(isBeingCopied ? [messages.beingCopied] : []),
    ...(files.length > 0 ? [messages.asideFiles(files.join(', '))] : []),
  ];
}

/** What became of the client in the memory of the backend that runs; null: it refuses. */
type InMemory = v.InferOutput<typeof listsAnswerSchema> | null;

/** The backend that runs takes the client out of its memory, and writes what is left; then nothing of it is in the database. */
async function dropFromLists(number: string, configuration: Configuration): Promise<InMemory> {
  try {
    const { status, body } = await askBackend(configuration, '/lists', { action: 'forget', number });
    const answer = v.safeParse(listsAnswerSchema, status === 200 ? body : null);
    return answer.success ? answer.output : null;
  } catch (error) {
    if (error instanceof CliFault) return { agents: 0, areShared: false };
    throw error;
  }
}

/** @param lists agents whose lists have changed in the database */
function listLines(lists: number, inMemory: InMemory): readonly Message[] {
  const agents = lists + (inMemory?.agents ?? 0);
  return [
    ...(agents > 0 ? [messages.lists(agents)] : []),
    ...(inMemory === null ? [messages.listsInMemory] : []),
    ...(inMemory?.areShared === true ? [messages.listsInRedis] : []),
  ];
}

/** @param dropped null: the backend refuses */
function parkedLines(parked: number, dropped: number | null): readonly Message[] {
  if (parked === 0) return [];
  if (dropped === null) return [messages.parkedStay(parked)];
  return [
    ...(dropped > 0 ? [messages.parkedDropped(dropped)] : []),
    // Between the look and the order they were no longer parked.
    ...(dropped < parked ? [messages.parkedRetried(parked - dropped)] : []),
  ];
}

/**
 * By the backend, which has the jobs in memory; where none runs, in the database.
 * @returns how many; null: the backend refuses
 */
async function dropParked(
  ids: readonly string[],
  database: ForgetDatabase,
  configuration: Configuration,
): Promise<number | null> {
  if (ids.length === 0) return 0;
  try {
    const { status, body } = await askBackend(configuration, '/outbox', { action: 'drop', ids });
    const answer = v.safeParse(outboxAnswerSchema, status === 200 ? body : null);
    return answer.success ? answer.output.changed : null;
  } catch (error) {
    if (!(error instanceof CliFault)) throw error;
  }
  const changed = await database.write(
    ids.map((id) => ({ sql: 'DELETE FROM outbox WHERE id = $1', values: [id] })),
  );
  return changed.reduce((sum, count) => sum + count, 0);
}
