import { renameSync } from 'node:fs';
import type { Row, Statement } from '../Database';
import type { TextTableName } from '../statements';
import type { StoreFault } from '../StoreFault';
import { isLevel, readLevel } from './readLevel';

/** What a take-over uses of the store. */
export interface TakeOverStore {
  writeNow(statements: readonly Statement[]): Promise<readonly number[]>;
  readNow(statement: Statement): Promise<readonly Row[]>;
  /** Why something of `source` is still to be taken over; null: nothing is. */
  noteMissing(source: string, why: StoreFault | null): void;
  /** Entries were taken over after the backend had read the store. */
  noteAdded(): void;
}

/** What was taken over. */
export interface TakenOver {
  readonly entries: number;
  /** Where the folder is now. */
  readonly folder: string;
  readonly isDamaged: boolean;
}

/**
 * Takes the texts of a LevelDB folder of 1.0.0 into a table, once, and renames the folder to `<folder>.taken-over`. An
 * entry that the table has already stays. Fails with a `StoreFault`.
 * @returns null: there is nothing to take over
 */
export async function takeOverLevel(
  store: TakeOverStore,
  folder: string,
  table: TextTableName,
): Promise<TakenOver | null> {
  if (!isLevel(folder)) return null;
  const fact = `taken over: ${folder}`;
  const known = await store.readNow({ sql: 'SELECT value FROM facts WHERE name = $1', values: [fact] });
  if (known.length > 0) return null;
  const { texts, isDamaged } = await readLevel(folder);
  await store.writeNow([
    ...[...texts].map(([id, text]) => insertIfAbsent(table, id, text)),
    {
      sql: `INSERT INTO facts (name, value) VALUES ($1, 'yes') ON CONFLICT (name) DO NOTHING`,
      values: [fact],
    },
  ]);
  const aside = `${folder}.taken-over`;
  try {
    renameSync(folder, aside);
  } catch {
    // It stays, and is known as taken over.
    return { entries: texts.size, folder, isDamaged };
  }
  // A folder of that name that comes again, as after a return to 1.0.0, is taken over again.
  await store.writeNow([{ sql: 'DELETE FROM facts WHERE name = $1', values: [fact] }]);
  return { entries: texts.size, folder: aside, isDamaged };
}

/** An entry of an earlier version; a newer one stays. */
export function insertIfAbsent(table: TextTableName, id: string, text: string): Statement {
  return {
    sql: `INSERT INTO ${table} (id, text) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING`,
    values: [id, text],
  };
}
