import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type * as Threads from 'node:worker_threads';
import type { Row, Statement } from '../Database';
import type { ThreadFault, ThreadOrder, ThreadRequest } from './threadMessages';

/**
 * The program of a thread with one SQLite database. It is run from its own text (`SqliteThread`), so that it works in
 * the sources, in one file and in tests alike: it uses nothing outside of itself but its parameter.
 * @param load Node's `require`
 */
export function sqliteProgram(load: (name: string) => unknown): void {
  const { parentPort } = load('node:worker_threads') as typeof Threads;
  const sqlite = load('node:sqlite') as typeof Sqlite;
  let database: DatabaseSync | null = null;
  let lockHeld: DatabaseSync | null = null;
  let isAtLock = false;
  let prepared = new Map<string, StatementSync>();

  const opened = (): DatabaseSync => {
    if (database === null) throw new Error('the database is not open');
    return database;
  };
  const prepare = (sql: string): StatementSync => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = opened().prepare(sql);
      // Queries with many combinations of conditions come and go.
      if (prepared.size > 200) prepared = new Map();
      prepared.set(sql, statement);
    }
    return statement;
  };
  const parameters = ({ values }: Statement): Record<string, string | number | null> =>
    Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
  const close = (): void => {
    prepared = new Map();
    const closing = database;
    database = null;
    closing?.close();
  };
  const takeLock = (path: string): void => {
    if (lockHeld !== null) return;
    const lock = new sqlite.DatabaseSync(path, { timeout: 0 });
    isAtLock = true;
    try {
      // Nothing is written: the lock of the system is all that is wanted of this file.
      lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      lock.close();
      throw error;
    }
    isAtLock = false;
    lockHeld = lock;
  };
  const open = (order: ThreadOrder & { readonly op: 'open' }): 'opened' | 'foreign' => {
    close();
    const { isReadOnly } = order;
    if (order.lockPath !== null) takeLock(order.lockPath);
    const made = new sqlite.DatabaseSync(order.path, { readOnly: isReadOnly, timeout: 5_000 });
    database = made;
    const figure = (sql: string): number => Number(Object.values(made.prepare(sql).get() ?? {})[0] ?? 0);
    const applicationId = figure('PRAGMA application_id');
    if (applicationId !== order.applicationId) {
      if (applicationId !== 0 || figure('SELECT COUNT(*) FROM sqlite_master') > 0) {
        close();
        return 'foreign';
      }
      if (!isReadOnly) made.exec(`PRAGMA application_id = ${order.applicationId}`);
    }
    // A read-only database has no mode to set.
    if (!isReadOnly)
      made.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 4194304',
      );
    return 'opened';
  };
  const write = (statements: readonly Statement[]): readonly number[] => {
    const target = opened();
    target.exec('BEGIN IMMEDIATE');
    try {
      const changed = statements.map((one) => Number(prepare(one.sql).run(parameters(one)).changes));
      target.exec('COMMIT');
      return changed;
    } catch (error) {
      // Some errors have rolled it back already.
      try {
        if (target.isTransaction) target.exec('ROLLBACK');
      } catch {
        close();
      }
      throw error;
    }
  };
  /** Rows until one can't be read, from the begin and from the end. */
  const salvage = (path: string, tables: readonly string[]): Record<string, Row[]> => {
    const found: Record<string, Row[]> = {};
    for (const table of tables) {
      const rows = new Map<string, Row>();
      for (const direction of ['ASC', 'DESC']) {
        let source: DatabaseSync | null = null;
        try {
          source = new sqlite.DatabaseSync(path, { readOnly: true });
          const all = source.prepare(
            `SELECT rowid AS row_number_, * FROM ${table} ORDER BY rowid ${direction}`,
          );
          for (const row of all.iterate()) {
            const { row_number_: key, ...columns } = row as Record<string, string | number | null>;
            rows.set(String(key), columns);
          }
        } catch {
          // What came before is kept.
        } finally {
          source?.close();
        }
      }
      found[table] = [...rows.values()];
    }
    return found;
  };
  const backUp = async (path: string): Promise<void> => {
    await sqlite.backup(opened(), path);
    // One file, without a WAL beside it.
    const copy = new sqlite.DatabaseSync(path);
    copy.exec('PRAGMA journal_mode = DELETE');
    copy.close();
  };
  const run = async (order: ThreadOrder): Promise<unknown> => {
    switch (order.op) {
      case 'open':
        return open(order);
      case 'write':
        return write(order.statements);
      case 'read':
        return prepare(order.statement.sql).all(parameters(order.statement));
      case 'salvage':
        close();
        return salvage(order.path, order.tables);
      case 'backup':
        await backUp(order.path);
        return null;
      case 'checkpoint':
        opened().exec('PRAGMA wal_checkpoint(TRUNCATE)');
        return null;
      case 'close':
        close();
        lockHeld?.close();
        lockHeld = null;
        return null;
    }
  };
  const faultOf = (error: unknown): ThreadFault => {
    const isLock = isAtLock;
    isAtLock = false;
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
    return { code, message: error instanceof Error ? error.message : String(error), isLock };
  };
  // One order after the other: a backup takes many turns.
  let last: Promise<void> = Promise.resolve();
  parentPort?.on('message', ({ id, order }: ThreadRequest) => {
    last = last
      .then(() => run(order))
      .then(
        (answer) => parentPort.postMessage({ id, answer }),
        (error: unknown) => parentPort.postMessage({ id, fault: faultOf(error) }),
      );
  });
}
