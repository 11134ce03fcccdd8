import type * as v from 'valibot';
import type { Clock } from '../../system/Clock';
import { AmoFault } from '../client/AmoFault';
import { backOff } from '../../system/backOff';
import { outboxPauses } from './outboxPauses';
import type { JobRunner } from './JobRunner';
import { DoneJobs } from './DoneJobs';
import { afterBegin, afterFault, afterRestart, newEntry } from './OutboxEntry';
import type { OpenEntry, OutboxEntry } from './OutboxEntry';
import type { OutboxStore } from './OutboxStore';
import { readEntry } from './readEntry';

/** Jobs under way at once. */
const ABREAST = 3;

/** How long all wait at most when amoCRM takes nothing, ms. */
const LONGEST_REST_MS = 30_000;

/** A store that fails is tried again after so long, ms. */
const STORE_REST_MS = 5_000;

/** How long a stop waits for jobs under way, ms; what is cut off then is looked for after the restart. */
const GRACE_MS = 3_000;

/** What was given up, and why. */
export interface FailedJob {
  readonly id: string;
  readonly reason: string;
}

/** What the outbox tells of itself. */
export interface OutboxLog {
  /** A job is given up until somebody asks for it; it stays in the store. */
  parked(job: FailedJob): void;
  /** The store fails. A step is not taken that could not be marked before. */
  storeFailed(cause: unknown): void;
  /** A fault of ours. */
  broken(id: string, cause: unknown): void;
}

/**
 * Carries out each job once, over crashes: a step is marked in the store before it is taken, and one that may have
 * been taken is looked for before it is taken again. Owns one timer.
 */
export class Outbox<J> {
  private readonly open = new Map<string, OpenEntry<J>>();
  private readonly done = new DoneJobs();
  private readonly unreadable: FailedJob[] = [];
  /** Under way: id -> lane. */
  private readonly runningKeys = new Map<string, string>();
  /** What is under way or being stored. */
  private readonly pendingWork = new Map<string, Promise<void>>();
  private readonly lifetime = new AbortController();
  private stopTimer: () => void = () => undefined;
  private isRunning = false;
  /** How often amoCRM took nothing, in a row, and until when it is left alone. */
  private outages = 0;
  private restUntil = 0;

  constructor(
    private readonly store: OutboxStore,
    private readonly runner: JobRunner<J>,
    private readonly jobSchema: v.GenericSchema<unknown, J>,
    private readonly clock: Clock,
    /** Numbers from 0 to 1. */
    private readonly random: () => number,
    private readonly log: OutboxLog,
  ) {}

  /** Jobs that are not done and not given up. */
  get depth(): number {
    return this.open.size - this.parked.length;
  }

  /** Of several backends one sends; what another remembers from before may be out of date. */
  get isSending(): boolean {
    return this.isRunning;
  }

  /** Jobs that were given up; they stay until `retry`. */
  get failed(): readonly FailedJob[] {
    const parked = this.parked.map(([id, { fault }]) => ({ id, reason: fault ?? '' }));
    return [...parked, ...this.unreadable];
  }

  /**
   * Reads what an earlier run, or another backend, has left, and goes on with it; what was given up is tried once
   * more. Of several backends with one store one at a time may do so. Fails when the store can't be read.
   */
  async start(): Promise<void> {
    await Promise.all(this.pendingWork.values());
    this.open.clear();
    this.unreadable.length = 0;
    const now = this.clock.now();
    const ended: (readonly [id: string, at: number])[] = [];
    for (const [id, text] of await this.store.all()) {
      const entry = readEntry(text, this.jobSchema);
      if (entry === null) this.reportUnreadable(id);
      else if (entry.state === 'done') ended.push([id, entry.at]);
      else if (!this.open.has(id)) this.open.set(id, afterRestart(entry, now));
    }
    for (const [id, at] of ended.sort((a, b) => a[1] - b[1])) this.done.add(id, at);
    this.isRunning = true;
    this.startDueJobs();
  }

  /** Takes a job; one with an id that is known, done or not, changes nothing. */
  add(id: string, job: J): void {
    if (this.open.has(id) || this.done.has(id)) return;
    const entry = newEntry(job, this.clock.now());
    this.open.set(id, entry);
    this.trackWork(id, this.save(id, entry));
  }

  /** Tries again what was given up: all of it, or the jobs with these ids. @returns how many */
  retry(ids?: ReadonlySet<string>): number {
    const wanted = this.parked.filter(([id]) => ids?.has(id) ?? true);
    for (const [id, { job, isDoubtful }] of wanted) {
      const entry = { ...newEntry(job, this.clock.now()), isDoubtful };
      this.open.set(id, entry);
      this.trackWork(id, this.save(id, entry));
    }
    return wanted.length;
  }

  /** Forgets jobs that were given up, those that can't be read too. Others stay. @returns how many */
  async drop(ids: ReadonlySet<string>): Promise<number> {
    const wanted = this.failed.filter(({ id }) => ids.has(id));
    for (const { id } of wanted) {
      await this.store.delete(id);
      this.open.delete(id);
    }
    this.unreadable.splice(0, Infinity, ...this.unreadable.filter(({ id }) => !ids.has(id)));
    return wanted.length;
  }

  /** Sends nothing more until the next start; jobs are still taken. */
  pause(): void {
    this.isRunning = false;
    this.stopTimer();
  }

  /** Stops for good; what is under way gets a moment to end. */
  async close(): Promise<void> {
    this.pause();
    const stop = this.clock.after(GRACE_MS, () => this.lifetime.abort());
    await Promise.all(this.pendingWork.values());
    stop();
  }

  private get parked(): readonly (readonly [id: string, entry: OpenEntry<J>])[] {
    return [...this.open].filter(([, { state }]) => state === 'parked');
  }

  /** Sends off all that is due, and comes back when the next one is. */
  private startDueJobs(): void {
    if (!this.isRunning) return;
    this.stopTimer();
    const now = this.clock.now();
    let next = Infinity;
    for (const [id, entry] of this.open) {
      if (entry.state === 'parked' || this.pendingWork.has(id)) continue;
      const dueAt = Math.max(entry.dueAt, this.restUntil);
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
      this.runJobStep(id, entry).finally(() => this.runningKeys.delete(id)),
    );
  }

  private async runJobStep(id: string, entry: OpenEntry<J>): Promise<void> {
    if (!(await this.save(id, afterBegin(entry)))) {
      this.open.set(id, { ...entry, dueAt: this.clock.now() + STORE_REST_MS });
      return;
    }
    try {
      const job = await this.runner.runStep(entry.job, entry.isDoubtful, this.lifetime.signal);
      this.outages = 0;
      await (job === null ? this.finish(id) : this.replace(id, newEntry(job, this.clock.now())));
    } catch (error) {
      await this.handleFault(id, entry, this.toFault(id, error));
    }
  }

  private async handleFault(id: string, entry: OpenEntry<J>, fault: AmoFault): Promise<void> {
    const now = this.clock.now();
    if (fault.isOfAccount && this.restUntil <= now) {
      this.outages += 1;
      this.restUntil = now + Math.min(LONGEST_REST_MS, backOff(outboxPauses, this.outages, this.random()));
    }
    const after = afterFault(entry, fault, now, this.random());
    await this.replace(id, after);
    if (after.state === 'parked') this.log.parked({ id, reason: fault.message });
  }

  private toFault(id: string, error: unknown): AmoFault {
    if (error instanceof AmoFault) return error;
    this.log.broken(id, error);
    return new AmoFault('failed', 'a fault of ours, see the log', true);
  }

  private async finish(id: string): Promise<void> {
    const at = this.clock.now();
    this.open.delete(id);
    this.done.add(id, at);
    await this.save(id, { state: 'done', at });
    for (const old of this.done.takeOld(at))
      await this.store.delete(old).catch((cause: unknown) => this.log.storeFailed(cause));
  }

  private async replace(id: string, entry: OpenEntry<J>): Promise<void> {
    this.open.set(id, entry);
    await this.save(id, entry);
  }

  /** False: it is not safe from a crash. */
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
    const job = { id, reason: 'what is stored of it can not be read' };
    this.unreadable.push(job);
    this.log.parked(job);
  }
}
