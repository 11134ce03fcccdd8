import { rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Row, Statement } from './Database';
import { READ_SALVAGING, salvagingIn } from './Salvaging';
import { deleteFact } from './statements';

/** What this uses of the store. */
interface FactStore {
  writeNow(statements: readonly Statement[]): Promise<readonly number[]>;
  readNow(statement: Statement): Promise<readonly Row[]>;
}

/** Begin of the facts that say when a file was seen for the first time, ms since 1970; its path follows. */
const SEEN = 'seen: ';

/**
 * Removes files and folders that were put aside and have been there for longer than calls are kept. By when they were first
 * seen: a clock that was wrong when they were put aside must not cost them. One that history is still copied from stays.
 * Fails as the store does, or when one can't be removed.
 * @param now the time as far as it is certain, ms since 1970
 * @returns what was removed
 */
export async function removeOldFiles(
  paths: readonly string[],
  keepMs: number,
  now: number,
  store: FactStore,
): Promise<readonly string[]> {
  const rows = await store.readNow({
    sql: `SELECT name, value FROM facts WHERE name LIKE '${SEEN}%'`,
    values: [],
  });
  const facts = new Map(rows.map(({ name, value }) => [String(name), String(value)]));
  const [row] = await store.readNow(READ_SALVAGING);
  const copied = salvagingIn(row);
  // With what belongs to it, such as its WAL.
  const isInUse = (path: string): boolean =>
    copied !== null && resolve(path).startsWith(resolve(copied.aside));
  const old = paths.filter((path) => {
    const seen = facts.get(`${SEEN}${path}`);
    return seen !== undefined && Number(seen) + keepMs <= now && !isInUse(path);
  });
  for (const path of old) rmSync(path, { recursive: true, force: true });
  const left = new Set(paths.filter((path) => !old.includes(path)).map((path) => `${SEEN}${path}`));
  const changes = [
    ...[...left]
      .filter((name) => !facts.has(name))
      .map((name) => ({
        sql: 'INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
        values: [name, String(Math.max(now, changedAt(name.slice(SEEN.length))))],
      })),
    ...[...facts.keys()].filter((name) => name.startsWith(SEEN) && !left.has(name)).map(deleteFact),
  ];
  if (changes.length > 0) await store.writeNow(changes);
  return old;
}

/** ms since 1970; 0: it is gone */
function changedAt(path: string): number {
  return Math.ceil(statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0);
}
