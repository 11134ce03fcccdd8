import type { Client } from 'pg';
import type { Message } from '../../system/Message';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import type { StorePlace } from '../storeSettings';
import { createClient } from './createPool';
import { isLockFault, postgresFault } from './postgresFault';

/** Any number of our own. It stands for the whole database: so do the locks of PostgreSQL's own (documentation, 13.3.5). */
const KEY = 7_311_403;

/** How a backend has a database: without another one, with others of its cluster, or not as a backend but as a command. */
export type DatabaseUse = 'alone' | 'shared' | 'beside';

/** SQL that takes the lock, and waits for it as long as for any lock. */
const TAKE = {
  alone: `SELECT pg_advisory_lock(${KEY})`,
  shared: `SELECT pg_advisory_lock_shared(${KEY})`,
} as const;

/** Which connections have it, in whatever mode. */
const HOLDER = `SELECT a.pid::text AS pid, COALESCE(a.client_addr::text, 'local') AS address
  FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid JOIN pg_database AS d ON d.oid = l.database
  WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = ${KEY} AND d.datname = current_database()
  ORDER BY a.pid LIMIT 1`;

/**
 * Keeps a second backend away from a database that one alone is to have, by an advisory lock of PostgreSQL on a connection
 * of its own. It goes with that connection, so after a crash nothing is left of it.
 */
export class BackendLock {
  private client: Client | null = null;

  constructor(
    private readonly place: StorePlace & { readonly kind: 'postgres' },
    private readonly name: string,
    private readonly use: Exclude<DatabaseUse, 'beside'>,
  ) {}

  /** Takes it, unless it is held. Fails with a `StoreFault`: `inUse` when another backend has it. */
  async take(): Promise<void> {
    if (await this.isAlive()) return;
    const client = createClient(this.place);
    client.on('end', () => {
      if (this.client === client) this.client = null;
    });
    try {
      await client.connect();
      await client.query(TAKE[this.use]);
      this.client = client;
    } catch (error) {
      const fault = isLockFault(error)
        ? await inUseFault(client, this.name, error)
        : postgresFault(this.name, error);
      await client.end().catch(() => undefined);
      throw fault;
    }
  }

  /** Fails with a `StoreFault` when it was lost with its connection. */
  demandHeld(): void {
    if (this.client === null) throw new StoreFault('unreachable', storeMessages.lockLost(this.name));
  }

  /** Asks the server, so that a dead connection is noticed, and is not idle for too long. Fails as `demandHeld`. */
  async look(): Promise<void> {
    await this.isAlive();
    this.demandHeld();
  }

  async release(): Promise<void> {
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async isAlive(): Promise<boolean> {
    const { client } = this;
    if (client === null) return false;
    try {
      await client.query('SELECT 1');
    } catch {
      await this.release();
    }
    return this.client === client;
  }
}

/** Names the backend that has the database; null: none has it. */
export async function holderOf(client: Pick<Client, 'query'>): Promise<Message | null> {
  const { rows } = await client.query<{ pid: string; address: string }>(HOLDER);
  const [row] = rows;
  return row === undefined ? null : storeMessages.otherBackend(row.pid, row.address);
}

async function inUseFault(client: Client, name: string, cause: unknown): Promise<StoreFault> {
  const holder = await holderOf(client).catch(() => null);
  return new StoreFault('inUse', storeMessages.serverInUse(name, holder ?? storeMessages.someBackend), {
    cause,
  });
}
