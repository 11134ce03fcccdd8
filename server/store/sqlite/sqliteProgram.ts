import type * as Files from 'node:fs';
import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type * as Threads from 'node:worker_threads';
import type { Statement } from '../Database';
import type { SalvagedPart, SalvageOrder, ThreadFault, ThreadOrder, ThreadRequest } from './threadMessages';

/**
 * The program of a thread with one SQLite database. It is run from its own text (`SqliteThread`), so that it works in
 * the sources, in one file and in tests alike: it uses nothing outside of itself but its parameter.
 * @param load Node's `require`
 */
export function sqliteProgram(load: (name: string) => unknown): void {
  const { parentPort } = load('node:worker_threads') as typeof Threads;
  const sqlite = load('node:sqlite') as typeof Sqlite;
  const files = load('node:fs') as typeof Files;
  let database: DatabaseSync | null = null;
  let lockHeld: DatabaseSync | null = null;
  let isAtLock = false;
  let prepared = new Map<string, StatementSync>();

  const opened = (): DatabaseSync => {
    if (database === null) throw Object.assign(new Error('the database is not open'), { errcode: -1 });
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
  /** Is it the row itself that the database refuses? */
  const isOfRow = (error: unknown): boolean => {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    // 0: a value without an SQL type; SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH.
    return [0, 18, 19, 20].includes(code);
  };
  const close = (): void => {
    prepared = new Map();
    const closing = database;
    database = null;
    closing?.close();
  };
  /** Is the file no database? SQLITE_CORRUPT, SQLITE_NOTADB. */
  const isOfFile = (error: unknown): boolean =>
    error instanceof Error && 'errcode' in error && [11, 26].includes(Number(error.errcode) & 0xff);
  const takeLock = (path: string, isEmptied = false): void => {
    if (lockHeld !== null) return;
    const lock = new sqlite.DatabaseSync(path, { timeout: 0 });
    isAtLock = true;
    try {
      // The lock of the system is all that is wanted of this file, and later one mark in it.
      lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      lock.close();
      if (isEmptied || !isOfFile(error)) throw error;
      // Nothing in it is of worth, and a lock of another process is on the file itself.
      files.truncateSync(path, 0);
      return takeLock(path, true);
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
  const salvage = ({ path, table, direction, after, limit }: SalvageOrder): SalvagedPart => {
    const target = opened();
    let rows = 0;
    let read = 0;
    let last = after;
    let isReadable = true;
    let source: DatabaseSync | null = null;
    target.exec('BEGIN IMMEDIATE');
    try {
      try {
        source = new sqlite.DatabaseSync(path, { readOnly: true });
        const compare = direction === 'ASC' ? '>' : '<';
        const where = after === null ? '' : `WHERE rowid ${compare} ${after}`;
        const sql = `SELECT rowid AS row_number_, * FROM ${table} ${where} ORDER BY rowid ${direction} LIMIT ${limit}`;
        for (const row of source.prepare(sql).iterate()) {
          const { row_number_: key, ...columns } = row as Record<string, string | number | null>;
          const names = Object.keys(columns);
          const places = names.map((_name, index) => `$${index + 1}`);
          const insert = `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`;
          try {
            rows += Number(
              prepare(insert).run(parameters({ sql: insert, values: Object.values(columns) })).changes,
            );
          } catch (error) {
            // A row of nonsense is left out; a full disk is the new database's own fault.
            if (!isOfRow(error)) throw Object.assign(error as Error, { isOfTarget: true });
          }
          last = Number(key);
          read += 1;
        }
      } catch (error) {
        if (error instanceof Error && 'isOfTarget' in error) throw error;
        // What came before is kept.
        isReadable = false;
      } finally {
        source?.close();
      }
      target.exec('COMMIT');
    } catch (error) {
      if (target.isTransaction) target.exec('ROLLBACK');
      throw error;
    }
    const isEnd = !isReadable || read < limit;
    return { rows, last, isEnd, isWhole: isEnd && isReadable };
  };
  const backUp = async (path: string): Promise<void> => {
    await sqlite.backup(opened(), path);
    // One file, without a WAL beside it.
    const copy = new sqlite.DatabaseSync(path);
    copy.exec('PRAGMA journal_mode = DELETE');
    copy.close();
  };
  const checkpoint = (mode: string): boolean => {
    const row = opened().prepare(`PRAGMA wal_checkpoint(${mode})`).get();
    return row?.['busy'] === 0 && row['log'] === row['checkpointed'];
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
        return salvage(order);
      case 'backup':
        await backUp(order.path);
        return null;
      case 'checkpoint':
        return checkpoint(order.mode);
      case 'markUsed':
        // Its lock is kept at a commit, too: it is in EXCLUSIVE mode.
        lockHeld?.exec('PRAGMA user_version = 1');
        if (lockHeld?.isTransaction === true) lockHeld.exec('COMMIT');
        return null;
      case 'closeFile':
        close();
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
