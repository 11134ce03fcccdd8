import { Pool, type PoolClient } from 'pg';
import type { Database, OpenedDatabase, Row, Statement } from '../Database';
import { storeMessages } from '../messages';
import { migrationsFrom, SCHEMA_VERSION } from '../migrationsFrom';
import { StoreFault } from '../StoreFault';
import type { StorePlace } from '../storeSettings';
import { postgresFault } from './postgresFault';

/** Schema that the tables are in. */
const SCHEMA = 'asteriskng';

/** Time limits of a connection, and of a statement, ms. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 20_000;

/** Connections: one writes, the others read. */
const CONNECTIONS = 3;

/** Any number of our own: backends that start at once do not make the tables twice. */
const MIGRATION_LOCK = 7_311_402;

/** A database of PostgreSQL, in a schema of its own. Its BIGINT comes as a text; what reads rows makes numbers of them. */
export class PostgresDatabase implements Database {
  /** Server and database, for messages. */
  readonly name: string;
  private pool: Pool | null = null;

  constructor(private readonly place: StorePlace & { readonly kind: 'postgres' }) {
    const { host, pathname } = new URL(place.address);
    this.name = `${host}${pathname}`;
  }

  async open(): Promise<OpenedDatabase> {
    this.pool ??= this.createPool();
    await this.migrate();
    return { putAside: null, salvaged: 0, hasVanished: false };
  }

  write(statements: readonly Statement[]): Promise<readonly number[]> {
    return this.inTransaction(async (client) => {
      const changed: number[] = [];
      for (const statement of statements) changed.push((await query(client, statement)).changed);
      return changed;
    });
  }

  async read(statement: Statement): Promise<readonly Row[]> {
    return this.withFault(async () => {
      const { rows } = await this.opened.query<Row>(statement.sql, [...statement.values]);
      return rows;
    });
  }

  backup(): Promise<void> {
    return Promise.reject(new StoreFault('refused', storeMessages.backupByServer));
  }

  async close(): Promise<void> {
    const { pool } = this;
    this.pool = null;
    await pool?.end();
  }

  private get opened(): Pool {
    if (this.pool === null) throw new StoreFault('closed', storeMessages.closed);
    return this.pool;
  }

  private createPool(): Pool {
    const { address, password } = this.place;
    const pool = new Pool({
      connectionString: address,
      ...(password !== undefined && { password }),
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: STATEMENT_MS,
      statement_timeout: STATEMENT_MS,
      keepAlive: true,
      application_name: 'asteriskng',
      options: `-c search_path=${SCHEMA} -c synchronous_commit=on`,
    });
    // A connection that breaks while it is idle; the next query gets another one.
    pool.on('error', () => undefined);
    return pool;
  }

  private migrate(): Promise<void> {
    return this.inTransaction(async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      const there = await client.query<Row>('SELECT to_regclass($1)::text AS facts', [`${SCHEMA}.facts`]);
      const isNew = there.rows[0]?.['facts'] === null;
      if (isNew) await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
      const row = isNew
        ? undefined
        : (await client.query<Row>(`SELECT value FROM facts WHERE name = 'schema'`)).rows[0];
      const version = isNew ? 0 : Number(row?.['value'] ?? 0);
      if (version > SCHEMA_VERSION)
        throw new StoreFault('newer', storeMessages.newer(this.name, String(version), SCHEMA_VERSION));
      for (const statement of migrationsFrom(version)) await query(client, statement);
    });
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

/** PostgreSQL takes no NUL in a text. */
async function query(client: PoolClient, { sql, values }: Statement): Promise<{ readonly changed: number }> {
  const taken = values.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value));
  const { rowCount } = await client.query(sql, taken);
  return { changed: rowCount ?? 0 };
}
