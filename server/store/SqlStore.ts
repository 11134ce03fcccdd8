import type { Clock } from '../system/Clock';
import { CommitPace } from './CommitPace';
import type { Database, Row, Statement } from './Database';
import { HeldWriter } from './HeldWriter';
import { indexTable } from './IndexTable';
import { storeMessages } from './messages';
import { MissingEntries } from './MissingEntries';
import { OpenEntries } from './OpenEntries';
import { retryPause } from './retryPause';
import { allTexts, type StoreChange } from './statements';
import type { CallTable, RecoveredStore, Store, StoreState, TextTable } from './Store';
import { StoreFault } from './StoreFault';
import type { StoreLog } from './StoreLog';
import type { StoreLoss } from './StoreLoss';
import { callTable, choiceTable, textTable, type TableSource } from './storeTables';
import { Turns } from './Turns';
import { settle, Waiters } from './Waiters';
import { asFault } from './writeChanges';

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
  readonly lists: TextTable;
  readonly notes: TextTable;
  readonly missedClients: TextTable;
  readonly calls: CallTable;
  readonly choices: Store['choices'];
  readonly index: Store['index'];
  private readonly held: HeldWriter;
  private readonly openEntries = new OpenEntries();
  private readonly waiters = new Waiters();
  private readonly turns = new Turns();
  private fault: StoreFault | null = new StoreFault('closed', storeMessages.closed);
  private readonly missing = new MissingEntries();
  private isOpen = false;
  /** Another backend had the database while this one could not reach it. */
  private wasTaken = false;
  private failures = 0;
  private readonly pace = new CommitPace();
  private stopRetry: () => void = () => undefined;
  private readonly watchers = new Set<(how: RecoveredStore) => void>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: StoreLog,
  ) {
    this.held = new HeldWriter(database, clock, log);
    const source: TableSource = {
      change: (change) => this.change(change),
      read: (statement) => this.read(statement),
      // In turn with commits, so that each change is either among the rows or held.
      readWhole: async (statement) => ({
        rows: await this.turns.run(() => this.read(statement)),
        held: this.held.changes.all(),
      }),
      noteOpen: (change) => this.openEntries.note(change),
      writeNow: (statements) => this.writeNow(statements),
    };
    this.outbox = textTable('outbox', source);
    this.drafts = textTable('drafts', source);
    this.lists = textTable('agent_lists', source);
    this.notes = textTable('call_notes', source);
    this.missedClients = textTable('missed_clients', source);
    this.calls = callTable(source);
    this.choices = choiceTable(source);
    this.index = indexTable(source);
  }

  get state(): StoreState {
    if (!this.isOpen) return { kind: 'closed' };
    if (this.fault === null) return this.missing.state;
    return { kind: 'failing', code: this.fault.kind, reason: this.fault.text, held: this.held.waiting };
  }

  get losses(): readonly StoreLoss[] {
    return this.held.losses.all;
  }

  get lost(): number {
    return this.held.lost;
  }

  onRecovered(callback: (how: RecoveredStore) => void): () => void {
    this.watchers.add(callback);
    return () => this.watchers.delete(callback);
  }

  /** Entries of an earlier version that are in `source` are still to be put into it; null: all are in it. */
  noteMissing(source: string, why: StoreFault | null): void {
    this.missing.note(source, why);
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
      await this.held.losses.refresh();
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
    this.held.end();
    this.stopRetry();
    this.isOpen = false;
    this.fault = new StoreFault('closed', storeMessages.closed);
    await this.turns.run(() => this.database.close());
  }

  /** Looks whether the database is still whole; damage is dealt with as if a write had found it. Never fails. */
  async look(depth: 'begin' | 'whole'): Promise<void> {
    if (this.fault !== null) return;
    const fault = await this.database.look(depth).then(() => null, asFault);
    if (fault !== null && this.state.kind !== 'failing') this.fail(fault); // Meanwhile a write may have found it.
    await this.turns.run(() => this.held.losses.refresh());
  }

  async backup(path: string): Promise<void> {
    await this.commitAll();
    await this.database.backup(path);
  }

  /** Runs statements of the store's own work, such as deleting what is old, after all changes before. */
  async writeNow(statements: readonly Statement[]): Promise<readonly number[]> {
    await this.commitAll();
    return this.turns.run(() => this.database.writeAlone(statements));
  }

  /** Rows as they are once all changes before are written. */
  async readNow(statement: Statement): Promise<readonly Row[]> {
    await this.commitAll();
    return this.turns.run(() => this.read(statement));
  }

  /** What was acknowledged is in the database; this adds what is on its way. Fails when the store can't be used. */
  private async commitAll(): Promise<void> {
    if (this.fault !== null) throw this.fault;
    await this.commit();
  }

  private change(change: StoreChange): Promise<void> {
    if (!this.isOpen) return Promise.reject(this.fault ?? new StoreFault('closed', storeMessages.closed));
    this.openEntries.note(change);
    if (!this.held.add(change)) return Promise.reject(new StoreFault('unwritable', storeMessages.full));
    if (this.fault !== null) return Promise.reject(this.fault);
    this.schedule();
    return this.waiters.add(change);
  }

  private recovered(how: RecoveredStore): void {
    for (const callback of [...this.watchers]) callback(how);
  }

  private async read(statement: Statement): Promise<readonly Row[]> {
    if (this.fault !== null) throw this.fault;
    try {
      return await this.database.read(statement);
    } catch (error) {
      const fault = asFault(error);
      if (fault.kind === 'damaged' || fault.kind === 'unreachable') this.fail(fault);
      throw fault;
    }
  }

  private schedule(): void {
    if (this.held.changes.size > 0) this.pace.soon(() => void this.commit());
  }

  /** Commits all that is held now. Never fails. */
  private commit(): Promise<void> {
    return this.turns.run(async () => {
      if (this.held.changes.size === 0 || this.fault !== null) return;
      const waiters = this.waiters.take();
      this.pace.begin();
      const { fault, refused } = await this.held.write();
      if (fault !== null) this.fail(fault);
      settle(waiters, fault, refused);
      this.schedule();
    });
  }

  private fail(fault: StoreFault): void {
    if (!this.isOpen) return;
    const before = this.fault?.kind ?? 'closed';
    const isTaken = fault.kind === 'inUse';
    // Of one trouble the first fault is logged; that another backend has the store by now is another trouble.
    if (before === 'closed' || (isTaken && before !== 'inUse')) this.log.failing(fault);
    this.wasTaken ||= isTaken;
    this.fault = fault;
    this.held.fail();
    settle(this.waiters.take(), fault);
    this.stopRetry();
    this.stopRetry = this.clock.after(retryPause(fault, ++this.failures), () => void this.recover());
  }

  private recover(): Promise<void> {
    return this.turns.run(async () => {
      if (!this.isOpen || this.fault === null) return;
      try {
        const opened = await this.database.open();
        if (opened.isReplaced) this.held.changes.addEarlier(this.openEntries.all());
        if (this.wasTaken) this.held.changes.dropJobs(await this.database.read(allTexts('outbox')));
        // Only a write shows whether it can be written.
        const { fault } = await this.held.write();
        if (fault !== null) throw fault;
        await this.held.losses.refresh();
        this.fault = null;
        this.failures = 0;
        this.log.opened(opened);
        this.log.recovered();
        this.recovered(this.wasTaken ? 'added' : opened.isReplaced ? 'replaced' : 'same');
        this.wasTaken = false;
        this.schedule();
      } catch (error) {
        this.fail(asFault(error));
      }
    });
  }
}
