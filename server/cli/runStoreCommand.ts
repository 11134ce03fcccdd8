import type { Configuration } from '../config/Configuration';
import { backupSqlite } from '../store/sqlite/backupSqlite';
import { restoreSqlite } from '../store/sqlite/restoreSqlite';
import { storePlace } from '../store/storeSettings';
import type { Message } from '../system/Message';
import { CliFault } from './CliFault';
import { forgetNumber } from './forgetNumber';
import { runLosses } from './runLosses';
import { storeCommandMessages as messages } from './storeCommandMessages';

/** Runs `backup`, `restore`, `forget` or `losses`, as lines. Fails with a `CliFault` or a `StoreFault`. */
export async function runStoreCommand(
  command: 'backup' | 'restore' | 'forget' | 'losses',
  words: readonly string[],
  configuration: Configuration,
): Promise<readonly Message[]> {
  const { store, amocrm, redis } = configuration;
  const place = storePlace(store, amocrm?.calls.outbox, redis !== undefined);
  if (place === null) throw new CliFault(messages.none);
  if (command === 'losses') return runLosses(words[0] === 'accept', place);
  if (command === 'forget') return forgetNumber(words.join(' '), place, configuration);
  if (place.kind === 'postgres') throw new CliFault(messages.ofServer);
  const [file = ''] = words;
  if (command === 'backup') {
    await backupSqlite(place.path, file);
    return [messages.copied(place.path, file)];
  }
  const aside = await restoreSqlite(place.path, file, Date.now());
  return [messages.restored(place.path), ...(aside === null ? [] : [messages.asideNow(aside)])];
}
