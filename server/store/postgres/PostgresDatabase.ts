import type { Pool, PoolClient, QueryConfig } from 'pg';
import type { Message } from '../../system/Message';
import type { Database, OpenedDatabase, Row, Statement } from '../Database';
import { storeMessages } from '../messages';
import { missingTables, SCHEMA_VERSION, statementsFrom } from '../schema';
import { StoreFault } from '../StoreFault';
import { LOSSES, lossesIn, noteLoss, type StoreLoss } from '../StoreLoss';
import type { StorePlace } from '../storeSettings';
import { createPool, LOCK_MS, SCHEMA } from './createPool';
import { BackendLock, holderOf, type DatabaseUse } from './BackendLock';
import { postgresFault } from './postgresFault';

/** Limit of one step of a migration, ms: a large table takes its time. */
const MIGRATION_MS = 3_600_000;

/** Any number of our own: backends that start at once do not make the tables twice. */
export const MIGRATION_LOCK = 7_311_402;

/** How long a backend that starts waits for one that makes the tables, ms: longer than for a lock, less than for an answer. */
const OTHERS_MIGRATION_MS = 12_000;

/** A write that changes nothing. */
const WRITE_NOTHING = `UPDATE facts SET value = value WHERE name = 'schema'`;

/** What a look at a database has found. */
export interface InspectedDatabase {
  /** Tables that are missing. */
  readonly missing: readonly string[];
  /** Size of the tables with their indexes. */
  readonly bytes: number;
  readonly losses: readonly StoreLoss[];
  /** The backend that has it; null: none has. */
  readonly holder: Message | null;
}

/** Size of the tables of a schema. */
const TABLES_SIZE = `SELECT SUM(pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass))::text AS bytes
  FROM pg_tables WHERE schemaname = $1`;

/** A database of PostgreSQL, in a schema of its own. Its BIGINT comes as a text; what reads rows makes numbers of them. */
export class PostgresDatabase implements Database {
  /** Server and database, for messages. */
  readonly name: string;
  private pool: Pool | null = null;
  private wasOpen = false;

  private readonly lock: BackendLock | null;

  constructor(
    private readonly place: StorePlace & { readonly kind: 'postgres' },
    use: DatabaseUse,
    /** ms since 1970 */
    private readonly now: () => number = Date.now,
  ) {
    const { host, pathname } = new URL(place.address);
    this.name = `${host}${pathname}`;
    this.lock = use === 'beside' ? null : new BackendLock(place, this.name, use);
  }

  async open(): Promise<OpenedDatabase> {
    this.pool ??= createPool(this.place);
    await this.lock?.take();
    const isNew = await this.migrate();
    const isReplaced = isNew && this.wasOpen;
    this.wasOpen = true;
    return { putAside: null, salvaged: 0, unsent: 0, hasVanished: isReplaced, isReplaced };
  }

  write(statements: readonly Statement[]): Promise<readonly number[]> {
    return this.inTransaction((client) => {
      this.lock?.demandHeld();
      return runAll(client, statements);
    });
  }

  /** Writers of other backends wait; readers do not. */
  writeAlone(statements: readonly Statement[]): Promise<readonly number[]> {
    return this.inTransaction(async (client) => {
      await client.query('LOCK TABLE journal_calls, call_extensions, totals IN SHARE ROW EXCLUSIVE MODE');
      return runAll(client, statements);
    });
  }

  /**
   * Looks whether it can be written, and makes nothing in it. Fails with a `StoreFault`.
   * @returns null: all tables are still to be made
   */
  async inspect(): Promise<InspectedDatabase | null> {
    this.pool ??= createPool(this.place);
    return this.withFault(async () => {
      const client = await this.opened.connect();
      try {
        await client.query('BEGIN');
        const [version, tables] = [await this.versionIn(client), await tablesIn(client)];
        if (version === 0) await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
        else await client.query(WRITE_NOTHING);
        if (tables.size === 0) return null;
        const { rows } = await client.query<Row>(TABLES_SIZE, [SCHEMA]);
        return {
          missing: missingTables(Math.max(version, 1), tables),
          bytes: Number(rows[0]?.['bytes'] ?? 0),
          losses: tables.has('facts') ? lossesIn((await client.query<Row>(LOSSES.sql)).rows) : [],
          holder: await holderOf(client),
        };
      } finally {
        // Its transaction goes with it.
        client.release(true);
      }
    });
  }

  async read(statement: Statement): Promise<readonly Row[]> {
    return this.withFault(async () => {
      const { rows } = await this.opened.query<Row>(statement.sql, [...statement.values]);
      return rows;
    });
  }

  /** The server looks after its own files; the lock may go with its connection. */
  async look(): Promise<void> {
    await this.lock?.look();
  }

  backup(): Promise<void> {
    return Promise.reject(new StoreFault('refused', storeMessages.backupByServer));
  }

  async close(): Promise<void> {
    const { pool } = this;
    this.pool = null;
    await pool?.end();
    await this.lock?.release();
  }

  private get opened(): Pool {
    if (this.pool === null) throw new StoreFault('closed', storeMessages.closed);
    return this.pool;
  }

  private migrate(): Promise<boolean> {
    return this.inTransaction(async (client) => {
      await client.query(`SET LOCAL lock_timeout = ${this.wasOpen ? LOCK_MS : OTHERS_MIGRATION_MS}`);
      await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      await client.query(`SET LOCAL lock_timeout = ${LOCK_MS}`);
      const version = await this.versionIn(client);
      if (version === 0) await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
      const tables = await tablesIn(client);
      const isNew = version === 0 || missingTables(version, tables).length > 0;
      const isLost = isNew && (version > 0 || this.wasOpen);
      const noted = isLost ? [noteLoss({ kind: 'vanished', at: this.now(), aside: null })] : [];
      const statements = [...statementsFrom(version, tables), ...noted];
      if (statements.length > 0) await client.query('SET LOCAL statement_timeout = 0');
      await runAll(client, statements, MIGRATION_MS);
      // Only a write shows whether the server takes one.
      await client.query(WRITE_NOTHING);
      return isNew;
    });
  }

  /** Version of the tables; 0: there are none. */
  private async versionIn(client: PoolClient): Promise<number> {
    const there = await client.query<Row>('SELECT to_regclass($1)::text AS facts', [`${SCHEMA}.facts`]);
    if (there.rows[0]?.['facts'] === null) return 0;
    const { rows } = await client.query<Row>(`SELECT value FROM facts WHERE name = 'schema'`);
    const version = Number(rows[0]?.['value'] ?? 0);
    if (version > SCHEMA_VERSION)
      throw new StoreFault('newer', storeMessages.newer(this.name, String(version), SCHEMA_VERSION));
    return version;
  }

  private inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.withFault(async () => {
      const client = await this.opened.connect();
      try {
        await client.query('BEGIN');
        const result = await work(client);
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        // The connection goes with its transaction: what state it is in is not known.
        client.release(true);
        throw error;
      }
    });
  }

  private async withFault<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof StoreFault ? error : postgresFault(this.name, error);
    }
  }
}

/** Names of the tables that are there. */
async function tablesIn(client: PoolClient): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<Row>('SELECT tablename FROM pg_tables WHERE schemaname = $1', [SCHEMA]);
  return new Set(rows.map(({ tablename }) => String(tablename)));
}

/** @param limitMs of each statement; left out: that of the connection. @returns rows changed by each statement */
async function runAll(
  client: PoolClient,
  statements: readonly Statement[],
  limitMs?: number,
): Promise<readonly number[]> {
  const changed: number[] = [];
  for (const { sql, values } of statements) {
    // PostgreSQL takes no NUL in a text.
    const taken = values.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value));
    const query: QueryConfig & { query_timeout?: number } = { text: sql, values: taken };
    if (limitMs !== undefined) query.query_timeout = limitMs;
    changed.push((await client.query(query)).rowCount ?? 0);
  }
  return changed;
}
