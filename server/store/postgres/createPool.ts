import { Client, Pool, type ClientConfig } from 'pg';
import type { StorePlace } from '../storeSettings';

/** Schema that the tables are in. */
export const SCHEMA = 'asteriskng';

/** Time limits of a connection and, on the server, of a statement, ms. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 15_000;

/** How long a statement waits for another program's lock, ms: a stop of the backend takes two of them. */
export const LOCK_MS = 2_000;

/** When an answer is given up because the connection is dead, ms: later than the server itself gives up. */
const ANSWER_MS = 20_000;

/** The server looks every few seconds whether this machine is still there (PostgreSQL's documentation, 20.3.2). */
const SERVER_KEEPALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/** Connections: one writes, the others read. */
const CONNECTIONS = 3;

/**
 * A client that leaves no connection behind when it can't log in: that of `pg` stays open until the server gives up after
 * a minute, and keeps the process alive. And one that may break between two queries of a transaction, when nothing listens to its
 * errors and `pg` would end the process: the next query fails then.
 */
class LoginClient extends Client {
  constructor(config?: ClientConfig | string) {
    super(config);
    this.on('error', () => undefined);
  }

  override connect(): Promise<Client>;
  override connect(callback: ((error: Error) => void) | ((error: null, client: Client) => void)): void;
  override connect(
    callback?: ((error: Error) => void) | ((error: null, client: Client) => void),
  ): Promise<Client> | void {
    const connected = super.connect().catch((error: unknown) => {
      this.connection.stream.destroy();
      throw error;
    });
    if (callback === undefined) return connected;
    void connected.then(
      (client) => {
        (callback as (error: null, client: Client) => void)(null, client);
      },
      (error: unknown) => {
        (callback as (error: unknown) => void)(error);
      },
    );
  }
}

type PostgresPlace = StorePlace & { readonly kind: 'postgres' };

/** Connections to the server of this store. */
export function createPool(place: PostgresPlace): Pool {
  const pool = new Pool({
    Client: LoginClient,
    ...connectionOptions(place),
    max: CONNECTIONS,
  });
  // A connection that breaks while it is idle; the next query gets another one.
  pool.on('error', () => undefined);
  return pool;
}

/** One connection beside the pool, not opened yet. A server that can't reach this machine gives it up within half a minute. */
export function createClient(place: PostgresPlace): Client {
  const { options, ...more } = connectionOptions(place);
  return new LoginClient({ ...more, options: `${options} ${SERVER_KEEPALIVE}` });
}

function connectionOptions({ address, password }: PostgresPlace) {
  const url = new URL(address);
  // `pg` takes the password from the address alone when there is an address.
  if (password !== undefined) url.password = encodeURIComponent(password);
  // The address's own options would take the place of ours.
  const options = url.searchParams.get('options') ?? '';
  url.searchParams.delete('options');
  return {
    connectionString: url.href,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    keepAlive: true,
    application_name: 'asteriskng',
    options: `${options} -c search_path=${SCHEMA} -c synchronous_commit=on`.trim(),
  };
}
