import { systemClock, type Clock } from '../system/Clock';
import type { Database, Row, Statement } from './Database';
import { HeldChanges } from './HeldChanges';
import { storeMessages } from './messages';
import { OpenEntries } from './OpenEntries';
import { retryPause } from './retryPause';
import type { StoreChange } from './statements';
import type { CallTable, RecoveredStore, Store, StoreState, TextTable } from './Store';
import { StoreFault } from './StoreFault';
import type { StoreLog } from './StoreLog';
import { callTable, textTable, type TableSource } from './storeTables';
import { Turns } from './Turns';
import { settle, Waiters } from './Waiters';
import { asFault, writeChanges, type WrittenChanges } from './writeChanges';

/** Shortest time between the begins of two commits, ms: changes that come meanwhile are committed together. */
const APART_MS = 20;

/**
 * A store in an SQL database. Changes are gathered and committed in groups, one at a time.
 *
 * ```
 * closed ──open──▶ ready ──write or read failed──▶ failing ──opened again, held changes written──▶ ready
 *                    ◀──────────────────close─────────┘
 * ready ──entries of an earlier version can't be taken over──▶ incomplete ──they are──▶ ready
 * ```
 */
export class SqlStore implements Store {
  readonly outbox: TextTable;
  readonly drafts: TextTable;
  readonly calls: CallTable;
  private readonly held = new HeldChanges();
  private readonly openEntries = new OpenEntries();
  private readonly waiters = new Waiters();
  private readonly turns = new Turns();
  private fault: StoreFault | null = new StoreFault('closed', storeMessages.closed);
  /** Why entries of an earlier version are not in it yet, by where they are. */
  private readonly missing = new Map<string, StoreFault>();
  private isOpen = false;
  private isScheduled = false;
  private failures = 0;
  private lostCount = 0;
  private lastBegin = Number.NEGATIVE_INFINITY;
  private stopRetry: () => void = () => undefined;
  private recovered: (how: RecoveredStore) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: StoreLog,
  ) {
    const source: TableSource = {
      change: (change) => this.change(change),
      read: (statement) => this.read(statement),
      // In turn with commits, so that each change is either among the rows or held.
      readWhole: async (statement) => ({
        rows: await this.turns.run(() => this.read(statement)),
        held: this.held.all(),
      }),
      noteOpen: (change) => this.openEntries.note(change),
      writeNow: (statements) => this.writeNow(statements),
    };
    this.outbox = textTable('outbox', source);
    this.drafts = textTable('drafts', source);
    this.calls = callTable(source);
  }

  get state(): StoreState {
    if (!this.isOpen) return { kind: 'closed' };
    const { fault } = this;
    const [missing] = this.missing.values();
    if (fault !== null) return { kind: 'failing', reason: fault.text, held: this.held.size };
    return missing === undefined ? { kind: 'ready' } : { kind: 'incomplete', reason: missing.text };
  }

  get lost(): number {
    return this.lostCount;
  }

  onRecovered(callback: (how: RecoveredStore) => void): void {
    this.recovered = callback;
  }

  /** Entries of an earlier version that are in `source` are still to be put into it; null: all are in it. */
  noteMissing(source: string, why: StoreFault | null): void {
    if (why === null) this.missing.delete(source);
    else this.missing.set(source, why);
  }

  /** Entries of an earlier version were put into it, after it had been read. */
  noteAdded(): void {
    this.recovered('added');
  }

  /** Opens the database. Fails only when another process has it; with any other fault it goes on trying. */
  async open(): Promise<void> {
    this.isOpen = true;
    try {
      const opened = await this.turns.run(() => this.database.open());
      this.fault = null;
      this.log.opened(opened);
      this.schedule();
    } catch (error) {
      const fault = asFault(error);
      if (fault.kind === 'inUse') {
        this.isOpen = false;
        await this.database.close();
        throw fault;
      }
      this.fail(fault);
    }
  }

  /** Writes what is held, if that is possible, and closes. */
  async close(): Promise<void> {
    if (!this.isOpen) return;
    if (this.fault === null) await this.commit();
    await this.look('begin');
    if (this.fault !== null) await this.recover();
    this.stopRetry();
    this.isOpen = false;
    this.fault = new StoreFault('closed', storeMessages.closed);
    await this.turns.run(() => this.database.close());
  }

  /** Looks whether the database is still whole; damage is dealt with as if a write had found it. Never fails. */
  async look(depth: 'begin' | 'whole'): Promise<void> {
    if (this.fault !== null) return;
    const fault = await this.database.look(depth).then(() => null, asFault);
    // Meanwhile a write may have found it.
    if (fault !== null && this.state.kind !== 'failing') this.fail(fault);
  }

  async backup(path: string): Promise<void> {
    this.demandReady();
    // What was acknowledged is in the database; this adds what is on its way.
    await this.commit();
    await this.database.backup(path);
  }

  /** Runs statements of the store's own work, such as deleting what is old, after all changes before. */
  async writeNow(statements: readonly Statement[]): Promise<readonly number[]> {
    this.demandReady();
    await this.commit();
    return this.turns.run(() => this.database.writeAlone(statements));
  }

  /** Rows as they are once all changes before are written. */
  async readNow(statement: Statement): Promise<readonly Row[]> {
    this.demandReady();
    await this.commit();
    return this.turns.run(() => this.read(statement));
  }

  private demandReady(): void {
    if (this.fault !== null) throw this.fault;
  }

  private change(change: StoreChange): Promise<void> {
    if (!this.isOpen) return Promise.reject(this.fault ?? new StoreFault('closed', storeMessages.closed));
    this.openEntries.note(change);
    if (!this.held.add(change)) {
      this.lostCount += 1;
      if (this.lostCount === 1) this.log.lost();
      return Promise.reject(new StoreFault('unwritable', storeMessages.full));
    }
    if (this.fault !== null) return Promise.reject(this.fault);
    this.schedule();
    return this.waiters.add(change);
  }

  private async read(statement: Statement): Promise<readonly Row[]> {
    this.demandReady();
    try {
      return await this.database.read(statement);
    } catch (error) {
      const fault = asFault(error);
      if (fault.kind === 'damaged' || fault.kind === 'unreachable') this.fail(fault);
      throw fault;
    }
  }

  /** Commits soon: never within the run of code that made the change. */
  private schedule(): void {
    if (this.isScheduled || this.held.size === 0) return;
    this.isScheduled = true;
    const run = (): void => {
      this.isScheduled = false;
      if (this.fault === null) void this.commit();
    };
    const waitMs = this.lastBegin + APART_MS - performance.now();
    // A disk takes its own time, also where a test's clock stands still.
    if (waitMs > 0) systemClock.after(waitMs, run);
    else setImmediate(run);
  }

  /** Commits all that is held now. Never fails. */
  private commit(): Promise<void> {
    return this.turns.run(async () => {
      if (this.held.size === 0 || this.fault !== null) return;
      const waiters = this.waiters.take();
      this.lastBegin = performance.now();
      const { fault, refused } = await this.writeHeld();
      if (fault !== null) this.fail(fault);
      settle(waiters, fault, refused);
      this.schedule();
    });
  }

  /** Writes what is held; what is left is held again. */
  private async writeHeld(): Promise<WrittenChanges> {
    const written = await writeChanges(this.database, this.held.take());
    this.held.addEarlier(written.left);
    this.lostCount += written.refused.length;
    for (const { change, why } of written.refused) this.log.refused(change.table, change.id, why);
    return written;
  }

  private fail(fault: StoreFault): void {
    if (!this.isOpen) return;
    if (this.fault === null || this.fault.kind === 'closed') this.log.failing(fault);
    this.fault = fault;
    settle(this.waiters.take(), fault);
    this.failures += 1;
    this.stopRetry();
    this.stopRetry = this.clock.after(retryPause(fault, this.failures), () => void this.recover());
  }

  private recover(): Promise<void> {
    return this.turns.run(async () => {
      if (!this.isOpen || this.fault === null) return;
      try {
        const opened = await this.database.open();
        if (opened.isReplaced) this.held.addEarlier(this.openEntries.all());
        // Only a write shows whether it can be written.
        const { fault } = await this.writeHeld();
        if (fault !== null) throw fault;
        this.fault = null;
        this.failures = 0;
        this.log.opened(opened);
        this.log.recovered();
        this.recovered(opened.isReplaced ? 'replaced' : 'same');
        this.schedule();
      } catch (error) {
        this.fail(asFault(error));
      }
    });
  }
}
