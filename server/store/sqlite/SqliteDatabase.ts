import { resolve } from 'node:path';
import { lockHolder } from '../../system/lockHolder';
import type { Database, OpenedDatabase, Row, Statement } from '../Database';
import { storeMessages } from '../messages';
import { statementsFrom } from '../schema';
import { StoreFault } from '../StoreFault';
import { noteLoss, type StoreLoss } from '../StoreLoss';
import { backupSqlite } from './backupSqlite';
import { Checkpoints } from './Checkpoints';
import { FileMark } from './FileMark';
import { inspectSqlite } from './inspectSqlite';
import { isWalCut } from './isWalCut';
import { keepFirstPage, mendFirstPage } from './mendFirstPage';
import { putAside, putBack } from './putAside';
import { readSchema } from './readSchema';
import { sqliteFault } from './sqliteFault';
import { SqliteThread, ThreadError } from './SqliteThread';
import { APPLICATION_ID } from './applicationId';
import { Salvage } from './Salvage';
import { StoreFiles, type MadeFiles } from './StoreFiles';
import type { ThreadAnswers, ThreadOrder } from './threadMessages';

/**
 * A database in a file of SQLite, which one process at a time can have: WAL, each write on the disk when it is answered.
 * A damaged file is put aside, and what can be read of it goes into a new one. One thread writes, another one reads.
 */
export class SqliteDatabase implements Database {
  private readonly path: string;
  private readonly files: StoreFiles;
  private readonly salvage: Salvage;
  /** It is there while this process holds changes that it can't write: the next one knows that they are lost. */
  private readonly heldMark: FileMark;
  private readonly checkpoints: Checkpoints;
  private readonly writer = new SqliteThread();
  private readonly reader = new SqliteThread();
  private isReaderOpen = false;
  /** A look through the whole file takes a while, so it is done once, and after damage. */
  private isChecked = false;
  /** By the end of an earlier process, until it is noted; undefined: not looked for yet. SQLite itself would leave no trace of it. */
  private earlierLoss: 'cut' | 'unwritten' | null | undefined;
  private isDamaged = false;

  constructor(
    path: string,
    /** ms since 1970 */
    private readonly now: () => number,
  ) {
    this.path = resolve(path);
    this.files = new StoreFiles(this.path);
    this.heldMark = new FileMark(`${this.path}.held`);
    this.checkpoints = new Checkpoints(this.path, () =>
      this.run(this.writer, { op: 'checkpoint', mode: 'PASSIVE' }),
    );
    this.salvage = new Salvage((order) => this.run(this.writer, order));
  }

  async open(): Promise<OpenedDatabase> {
    this.salvage.stop();
    await this.closeReader();
    // Of a lock that was removed another process may have the new one.
    if (!this.files.hasLock) await this.run(this.writer, { op: 'close' });
    // What is in a WAL that was removed goes with its last connection.
    const walLoss = this.files.isWalOther && !(await this.checkpoints.now()) ? 'replaced' : null;
    const made = this.files.make();
    if (!this.isDamaged) {
      try {
        if (this.earlierLoss === undefined) this.earlierLoss = this.lossBefore();
        await this.openWhole(made.loss ?? this.earlierLoss ?? walLoss);
        this.files.demandSame();
        return await this.salvaged(made);
      } catch (error) {
        if (!isOfDamage(error)) throw error;
      }
    }
    await this.run(this.writer, { op: 'closeFile' });
    // The lock is still held: no other process may take the path meanwhile.
    const aside = putAside(this.path, this.now());
    this.isDamaged = false;
    try {
      // By the copy of its first page, which the new one takes the place of.
      await mendFirstPage(aside, this.path);
      this.files.make();
      await this.openWhole();
      this.files.demandSame();
      await this.salvage.note(aside, this.now());
    } catch (error) {
      // Without the note what is in the damaged file would be forgotten: it is tried again from there.
      await this.run(this.writer, { op: 'closeFile' });
      putBack(aside, this.path);
      this.isDamaged = true;
      throw error;
    }
    return this.salvaged({ loss: 'replaced', isReplaced: true });
  }

  private async salvaged({ loss, isReplaced }: MadeFiles): Promise<OpenedDatabase> {
    const copied = await this.salvage.goOn();
    if (copied === null)
      return { putAside: null, salvaged: 0, unsent: 0, hasVanished: loss === 'vanished', isReplaced };
    const { aside, rows, unsent } = copied;
    return { putAside: aside, salvaged: rows, unsent, hasVanished: false, isReplaced: true };
  }

  async write(statements: readonly Statement[]): Promise<readonly number[]> {
    const changed = await this.run(this.writer, { op: 'write', statements });
    this.checkpoints.written();
    this.files.demandSame();
    return changed;
  }

  /** One thread of one process writes. */
  writeAlone(statements: readonly Statement[]): Promise<readonly number[]> {
    return this.write(statements);
  }

  async read(statement: Statement): Promise<readonly Row[]> {
    if (!this.isReaderOpen) {
      await this.run(this.reader, this.openOrder('readOnly'));
      this.isReaderOpen = true;
    }
    return this.run(this.reader, { op: 'read', statement });
  }

  backup(path: string): Promise<void> {
    return backupSqlite(this.path, path);
  }

  /** By a connection of its own: those that are open have the first page in memory, and do not read it again. */
  async look(depth: 'begin' | 'whole'): Promise<void> {
    this.files.demandSame();
    try {
      if (await inspectSqlite(this.path, depth)) return;
    } catch (error) {
      // What keeps it from being read for a moment is found by writes.
      if (!(error instanceof StoreFault) || (error.kind !== 'damaged' && error.kind !== 'foreign')) return;
    }
    this.isDamaged = true;
    this.isChecked = false;
    throw new StoreFault('damaged', storeMessages.damaged(this.path));
  }

  markHeld(isHeld: boolean): void {
    this.heldMark.set(isHeld);
  }

  async close(): Promise<void> {
    this.salvage.stop();
    await this.closeReader();
    await this.checkpoints.close();
    await this.run(this.writer, { op: 'close' }).catch(() => undefined);
    await Promise.all([this.writer.end(), this.reader.end()]);
  }

  private async closeReader(): Promise<void> {
    if (this.isReaderOpen) await this.run(this.reader, { op: 'close' }).catch(() => undefined);
    this.isReaderOpen = false;
  }

  /** Opens it and looks through all of it. @param loss that is noted in it */
  private async openWhole(loss: StoreLoss['kind'] | null = null): Promise<void> {
    const opened = await this.run(this.writer, this.openOrder('alone'));
    if (opened === 'foreign') throw new StoreFault('foreign', storeMessages.foreign(this.path));
    if (!this.isChecked) {
      const [check] = await this.readByWriter('PRAGMA quick_check(1)');
      if (check?.['quick_check'] !== 'ok') throw new StoreFault('damaged', storeMessages.damaged(this.path));
    }
    await this.migrate(loss);
    this.isChecked = true;
    if (this.earlierLoss === 'unwritten') this.heldMark.set(false);
    this.earlierLoss = null;
    // No thread of ours reads yet, so that all of the WAL is in the file after it; where there is no room, the next one does.
    if (await this.checkpoints.now()) keepFirstPage(this.path);
    // Where there is no room for the mark, the next opening makes it.
    if (!this.files.isMarked) await this.run(this.writer, { op: 'markUsed' }).catch(() => undefined);
  }

  private lossBefore(): 'cut' | 'unwritten' | null {
    if (isWalCut(this.path) || this.checkpoints.isWalGone) return 'cut';
    return this.heldMark.madeAt === null ? null : 'unwritten';
  }

  private async migrate(loss: StoreLoss['kind'] | null): Promise<void> {
    const { version, tables } = await readSchema(this.path, (sql) => this.readByWriter(sql));
    const noted = loss === null ? [] : [noteLoss({ kind: loss, at: this.now(), aside: null })];
    const statements = [...statementsFrom(version, tables), ...noted];
    if (statements.length > 0) await this.run(this.writer, { op: 'write', statements });
  }

  private openOrder(access: 'alone' | 'readOnly') {
    return {
      op: 'open',
      path: this.path,
      lockPath: access === 'alone' ? this.files.lock : null,
      isReadOnly: access === 'readOnly',
      applicationId: APPLICATION_ID,
    } as const;
  }

  private readByWriter(sql: string): Promise<readonly Row[]> {
    return this.run(this.writer, { op: 'read', statement: { sql, values: [] } });
  }

  private async run<Order extends ThreadOrder>(
    thread: SqliteThread,
    order: Order,
  ): Promise<ThreadAnswers[Order['op']]> {
    try {
      return await thread.run(order);
    } catch (error) {
      if (!(error instanceof ThreadError)) throw error;
      const holder = error.fault.isLock ? await lockHolder(this.files.lock) : null;
      const fault = sqliteFault(this.path, error, holder);
      if (fault.kind === 'damaged') {
        this.isDamaged = true;
        this.isChecked = false;
      }
      throw fault;
    }
  }
}

function isOfDamage(error: unknown): boolean {
  return error instanceof StoreFault && error.kind === 'damaged';
}
