import { existsSync, renameSync } from 'node:fs';
import * as v from 'valibot';
import type { Row, Statement } from '../Database';
import { deleteFact, readFact, setFact, type TextTableName } from '../statements';
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
  /** False: it could not be renamed, and 1.0.0 would find in it what was taken over. */
  readonly isRenamed: boolean;
  readonly isDamaged: boolean;
}

/**
 * Takes the texts of a LevelDB folder of 1.0.0 into a table, each once, and renames the folder to `<folder>.taken-over`,
 * or with a number behind it where that is there already. A folder that comes again, as after a return to 1.0.0, is taken
 * over again. An entry that the table has already stays. Fails with a `StoreFault`.
 * @returns null: there is nothing to take over
 */
export async function takeOverLevel(
  store: TakeOverStore,
  folder: string,
  table: TextTableName,
): Promise<TakenOver | null> {
  if (!isLevel(folder)) return null;
  // Ids that were taken from a folder that is still here: the process ended before it was renamed, or it can't be.
  const fact = `taken from: ${folder}`;
  const known = await idsIn(store, fact);
  const { texts, isDamaged } = await readLevel(folder);
  const added = [...texts].filter(([id]) => !known.has(id));
  const ids = JSON.stringify([...known, ...added.map(([id]) => id)]);
  await store.writeNow([...added.map(([id, text]) => insertIfAbsent(table, id, text)), setFact(fact, ids)]);
  const aside = renamed(folder);
  if (aside === null)
    return added.length === 0 && known.size > 0
      ? null
      : { entries: added.length, folder, isRenamed: false, isDamaged };
  await store.writeNow([deleteFact(fact)]);
  return { entries: added.length, folder: aside, isRenamed: true, isDamaged };
}

async function idsIn(store: TakeOverStore, fact: string): Promise<ReadonlySet<string>> {
  const [row] = await store.readNow(readFact(fact));
  return new Set(row === undefined ? [] : v.parse(v.array(v.string()), JSON.parse(String(row['value']))));
}

/** Puts the folder aside under a name that is free. Null: it can't be renamed. */
function renamed(folder: string): string | null {
  let aside = `${folder}.taken-over`;
  for (let number = 2; existsSync(aside); number += 1) aside = `${folder}.taken-over-${number}`;
  try {
    renameSync(folder, aside);
    return aside;
  } catch {
    return null;
  }
}

/** An entry of an earlier version; a newer one stays. */
export function insertIfAbsent(table: TextTableName, id: string, text: string): Statement {
  return {
    sql: `INSERT INTO ${table} (id, text) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING`,
    values: [id, text],
  };
}
