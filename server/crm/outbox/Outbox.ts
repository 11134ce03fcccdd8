import type * as v from 'valibot';
import type { Clock } from '../../system/Clock';
import { AmoFault } from '../client/AmoFault';
import type { JobRunner } from './JobRunner';
import { DoneJobs } from './DoneJobs';
import { DueClock } from './DueClock';
import { afterBegin, afterFault, afterRestart, newEntry } from './OutboxEntry';
import type { OpenEntry, OutboxEntry } from './OutboxEntry';
import type { FailedJob, OutboxLog } from './OutboxLog';
import type { OutboxStore } from './OutboxStore';
import { inTurn } from './inTurn';
import { Outages } from './Outages';
import { parkedJob, type ParkedJob } from './parkedJob';
import { readEntry, UNREADABLE_ENTRY } from './readEntry';

/** Number of jobs that run at once. */
const ABREAST = 3;

/** Pause after a failed write to the store, ms. */
const STORE_REST_MS = 5_000;

/** How long `close` and `pause` wait for running jobs, ms; the result of an aborted one is searched for later. */
const GRACE_MS = { close: 3_000, pause: 1_000 } as const;

/**
 * Runs each job once, also over crashes: the begin of a stage is stored before it runs, and the result of a stage that may
 * have run is searched for before it runs again. Owns one timer.
 */
export class Outbox<J> {
  private readonly open = new Map<string, OpenEntry<J>>();
  private readonly done = new DoneJobs();
  private readonly unreadable: FailedJob[] = [];
  /** Running jobs: id -> key. */
  private readonly runningKeys = new Map<string, string>();
  /** Jobs that run or are being stored. */
  private readonly pendingWork = new Map<string, Promise<void>>();
  private lifetime = new AbortController();
  private stopTimer: () => void = () => undefined;
  private isRunning = false;
  private due: DueClock;
  private readonly outages: Outages;

  constructor(
    private readonly store: OutboxStore,
    private readonly runner: JobRunner<J>,
    private readonly jobSchema: v.GenericSchema<unknown, J>,
    private readonly clock: Clock,
    /** Numbers from 0 to 1. */
    private readonly random: () => number,
    private readonly log: OutboxLog,
  ) {
    this.due = new DueClock(clock);
    this.outages = new Outages(random, log);
  }

  /** Number of jobs that are neither done nor parked. */
  get depth(): number {
    return this.open.size - this.parked.length;
  }

  /** Does this backend run the jobs? The state of other backends may be out of date. */
  get isSending(): boolean {
    return this.isRunning;
  }

  /** Parked jobs; they stay until `retry`. */
  get failed(): readonly ParkedJob[] {
    return [...this.parked.map(([id, entry]) => parkedJob(id, entry, this.runner)), ...this.unreadable];
  }

  /**
   * Reads the jobs of an earlier run or another backend and runs them; parked ones get one more try. Of several backends
   * with one store only one may be started at a time. Fails when the store can't be read.
   */
  async start(): Promise<void> {
    await Promise.all(this.pendingWork.values());
    this.lifetime = new AbortController();
    this.due = new DueClock(this.clock);
    this.outages.endRest();
    const before = [...this.open.keys()];
    const texts = await this.store.all();
    // Those that were added meanwhile stay.
    for (const id of before) this.open.delete(id);
    this.unreadable.length = 0;
    const now = this.due.now();
    const ended: (readonly [id: string, at: number])[] = [];
    for (const [id, text] of texts) {
      const entry = readEntry(text, this.jobSchema);
      if (entry === null) this.reportUnreadable(id);
      else if (entry.state === 'done') ended.push([id, entry.at]);
      else if (!this.open.has(id)) this.open.set(id, afterRestart(entry, now));
    }
    for (const [id, at] of ended.sort((a, b) => a[1] - b[1])) this.done.add(id, at);
    this.isRunning = true;
    this.startDueJobs();
  }

  /** Stores all jobs again, since the store is a new one. */
  storeAgain(): void {
    for (const [id, entry] of this.open) void this.save(id, entry);
    for (const [id, at] of this.done.all()) void this.save(id, { state: 'done', at });
  }

  /** The job as it is now, parked or not; null: it is done, or not known. */
  entryOf(id: string): OpenEntry<J> | null {
    return this.open.get(id) ?? null;
  }

  /** Adds a job; does nothing when its id is known, done or not. */
  add(id: string, job: J): void {
    if (this.open.has(id) || this.done.has(id)) return;
    const entry = newEntry(job, this.due.now());
    this.open.set(id, entry);
    this.trackWork(id, this.save(id, entry));
  }

  /** Tries parked jobs again: all, or those with these ids. @returns how many */
  retry(ids?: ReadonlySet<string>): number {
    const wanted = this.parked.filter(([id]) => ids?.has(id) ?? true);
    for (const [id, { job, isDoubtful }] of wanted) {
      const entry = { ...newEntry(job, this.due.now()), isDoubtful };
      this.open.set(id, entry);
      this.trackWork(id, this.save(id, entry));
    }
    return wanted.length;
  }

  /** Deletes parked jobs, also unreadable ones. Others stay. @returns how many */
  async drop(ids: ReadonlySet<string>): Promise<number> {
    const wanted = this.failed.filter(({ id }) => ids.has(id));
    for (const { id } of wanted) {
      await this.store.delete(id);
      this.open.delete(id);
    }
    this.unreadable.splice(0, Infinity, ...this.unreadable.filter(({ id }) => !ids.has(id)));
    return wanted.length;
  }

  /** Runs no more jobs until the next start; new ones can be added. Resolves once no job runs. */
  async pause(graceMs: number = GRACE_MS.pause): Promise<void> {
    this.isRunning = false;
    this.stopTimer();
    const stop = this.clock.after(graceMs, () => this.lifetime.abort());
    await Promise.all(this.pendingWork.values());
    stop();
  }

  /** Stops; running jobs get a grace period to end. */
  readonly close = (): Promise<void> => this.pause(GRACE_MS.close);

  private get parked(): readonly (readonly [id: string, entry: OpenEntry<J>])[] {
    return [...this.open].filter(([, { state }]) => state === 'parked');
  }

  /** Starts all jobs that are due, and sets the timer for the next one. */
  private startDueJobs(): void {
    if (!this.isRunning) return;
    this.stopTimer();
    const now = this.due.now();
    let next = Infinity;
    for (const [id, entry] of inTurn(this.open, this.runner, (one) => this.pendingWork.has(one))) {
      if (entry.state === 'parked' || this.pendingWork.has(id)) continue;
      const dueAt = Math.max(entry.dueAt, this.outages.until);
      if (dueAt > now) next = Math.min(next, dueAt);
      else if (this.runningKeys.size < ABREAST) this.startJob(id, entry);
    }
    if (next < Infinity) this.stopTimer = this.clock.after(next - now, () => this.startDueJobs());
  }

  private startJob(id: string, entry: OpenEntry<J>): void {
    const key = this.runner.keyOf(entry.job);
    if ([...this.runningKeys.values()].includes(key)) return;
    this.runningKeys.set(id, key);
    this.trackWork(
      id,
      this.runJobStage(id, entry).finally(() => this.runningKeys.delete(id)),
    );
  }

  /** Stores that the stage begins, runs it, and stores its result. */
  private async runJobStage(id: string, entry: OpenEntry<J>): Promise<void> {
    if (!(await this.save(id, afterBegin(entry)))) {
      this.open.set(id, { ...entry, dueAt: this.due.now() + STORE_REST_MS });
      return;
    }
    try {
      const job = await this.runner.runStage(entry.job, entry.isDoubtful, this.lifetime.signal);
      this.outages.passed();
      const isOver = job === 'done' || job === 'vain';
      await (isOver ? this.finish(id, job === 'vain') : this.replace(id, newEntry(job, this.due.now())));
    } catch (error) {
      await this.handleFault(id, entry, this.toFault(id, error));
    }
  }

  private async handleFault(id: string, entry: OpenEntry<J>, fault: AmoFault): Promise<void> {
    const now = this.due.now();
    if (fault.isOfAccount) this.outages.failed(now, fault.message);
    const after = afterFault(entry, fault, now, this.random());
    await this.replace(id, after);
    if (after.state === 'parked') this.log.parked({ id, reason: fault.message });
  }

  private toFault(id: string, error: unknown): AmoFault {
    if (error instanceof AmoFault) return error;
    this.log.broken(id, error);
    return new AmoFault('failed', 'an unexpected error, see the log', true);
  }

  private async finish(id: string, isVain: boolean): Promise<void> {
    const at = this.due.now();
    this.open.delete(id);
    if (!isVain) {
      this.done.add(id, at);
      await this.save(id, { state: 'done', at });
    }
    for (const old of isVain ? [id] : this.done.takeOld(at))
      await this.store.delete(old).catch((cause: unknown) => this.log.storeFailed(cause));
  }

  private async replace(id: string, entry: OpenEntry<J>): Promise<void> {
    this.open.set(id, entry);
    await this.save(id, entry);
  }

  /** Stores the entry. @returns false: the write failed */
  private save(id: string, entry: OutboxEntry<J>): Promise<boolean> {
    return this.store.put(id, JSON.stringify(entry)).then(
      () => true,
      (cause: unknown) => {
        this.log.storeFailed(cause);
        return false;
      },
    );
  }

  private trackWork(id: string, work: Promise<unknown>): void {
    const end = work.then(() => {
      this.pendingWork.delete(id);
      this.startDueJobs();
    });
    this.pendingWork.set(id, end);
  }

  private reportUnreadable(id: string): void {
    const job = { id, reason: UNREADABLE_ENTRY };
    this.unreadable.push(job);
    this.log.parked(job);
  }
}
