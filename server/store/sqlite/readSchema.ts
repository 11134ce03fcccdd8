import type { Row } from '../Database';
import { storeMessages } from '../messages';
import { missingTables, SCHEMA_VERSION } from '../schema';
import { StoreFault } from '../StoreFault';

/** What a file has of the store's tables. */
export interface FileSchema {
  /** 0: it has no tables. */
  readonly version: number;
  readonly tables: ReadonlySet<string>;
}

/**
 * Reads which version a file's tables are of. Fails with a `StoreFault`: `newer`, or `damaged` when the version or one of
 * its tables is missing.
 * @param read runs a query on the file
 */
export async function readSchema(
  path: string,
  read: (sql: string) => Promise<readonly Row[]>,
): Promise<FileSchema> {
  const rows = await read(`SELECT name FROM sqlite_master WHERE type = 'table'`);
  const tables = new Set(rows.map(({ name }) => String(name)));
  if (tables.size === 0) return { version: 0, tables };
  const [row] = tables.has('facts') ? await read(`SELECT value FROM facts WHERE name = 'schema'`) : [];
  const version = Number(row?.['value']);
  if (version > SCHEMA_VERSION)
    throw new StoreFault('newer', storeMessages.newer(path, String(version), SCHEMA_VERSION));
  if (!(version >= 1) || missingTables(version, tables).length > 0)
    throw new StoreFault('damaged', storeMessages.damaged(path));
  return { version, tables };
}
