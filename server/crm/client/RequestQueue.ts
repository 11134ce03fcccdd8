import type { Clock } from '../../system/Clock';
import { AmoFault } from './AmoFault';
import { abortFault } from './abortFault';
import { FairLine, type Turn } from './FairLine';

/** `popup`: it rings, and an agent waits for the name; `search`: an agent looks for a contact; `work`: background work. */
export type Priority = 'popup' | 'search' | 'work';

/** Each goes before those behind it, unless one of them was passed over this often. */
const PASSED_AT_MOST = { popup: Number.POSITIVE_INFINITY, search: 2, work: 3 } as const;
const PRIORITIES = ['popup', 'search', 'work'] as const;

/** Limits of the queue. */
export interface RequestQueueOptions {
  readonly requestsPerSecond: number;
  /** Requests under way at once; one of them is reserved for `popup`. */
  readonly concurrency: number;
}

const SECOND_MS = 1_000;

/**
 * Limits requests to amoCRM's rate: at most `requestsPerSecond` in any second. What an agent waits for goes before work, which has a
 * part of the rate in any case; of several senders each has its turn. Owns one timer, which runs only while requests wait.
 */
export class RequestQueue {
  private readonly waiting = { popup: new FairLine(), search: new FairLine(), work: new FairLine() };
  /** How often each was passed over while one of it waited. */
  private readonly passed = { popup: 0, search: 0, work: 0 };
  /** Start times of the last requests, the oldest first. */
  private readonly started: number[] = [];
  private underWay = 0;
  private restUntil = 0;
  private stopTimer: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly options: RequestQueueOptions,
  ) {}

  /** Number of waiting requests. */
  get depth(): number {
    return PRIORITIES.reduce((sum, one) => sum + this.waiting[one].size, 0);
  }

  /**
   * Runs the action when its turn comes. Fails with an `AmoFault` when the signal is aborted before.
   * @param sender who asks, such as an extension: each has its turn within the priority
   */
  async run<T>(priority: Priority, signal: AbortSignal, action: () => Promise<T>, sender = ''): Promise<T> {
    await this.waitForTurn(priority, signal, sender);
    try {
      return await action();
    } finally {
      this.underWay -= 1;
      this.startDueRequests();
    }
  }

  /** Pauses all requests, as amoCRM asks. */
  pauseFor(ms: number): void {
    this.restUntil = Math.max(this.restUntil, this.clock.now() + ms);
  }

  /** Fails all waiting requests. */
  close(): void {
    this.stopTimer?.();
    this.stopTimer = null;
    for (const line of Object.values(this.waiting))
      for (const one of line.all()) one.fail(new AmoFault('aborted', 'the backend stops', false));
  }

  private waitForTurn(priority: Priority, signal: AbortSignal, sender: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.waiting[priority];
      const end = (): void => {
        line.delete(sender, one);
        signal.removeEventListener('abort', gone);
      };
      const gone = (): void => one.fail(abortFault(signal, 'aborted in the queue', false));
      const one: Turn = {
        start: () => {
          end();
          resolve();
        },
        fail: (fault) => {
          end();
          reject(fault);
        },
      };
      if (signal.aborted) return gone();
      signal.addEventListener('abort', gone);
      line.add(sender, one);
      this.startDueRequests();
    });
  }

  /** Starts all requests that may start now, and sets the timer for the next one. */
  private startDueRequests(): void {
    this.stopTimer?.();
    this.stopTimer = null;
    for (let next = this.next(); next !== null; next = this.next()) {
      const wait = this.waitMs();
      if (wait > 0) {
        this.stopTimer = this.clock.after(wait, () => this.startDueRequests());
        return;
      }
      this.started.push(this.clock.now());
      this.underWay += 1;
      this.countPassed(next);
      this.waiting[next].take()?.start();
    }
  }

  /** The priority of which one is to start; null: none waits that may. */
  private next(): Priority | null {
    const { concurrency } = this.options;
    const free = concurrency - this.underWay;
    const mayStart = (one: Priority): boolean =>
      this.waiting[one].size > 0 && (one === 'popup' || concurrency === 1 ? free > 0 : free > 1);
    const due = PRIORITIES.filter(mayStart);
    const overdue = due.filter((one) => this.passed[one] >= PASSED_AT_MOST[one]);
    return overdue.at(-1) ?? due[0] ?? null;
  }

  private countPassed(chosen: Priority): void {
    for (const one of PRIORITIES)
      this.passed[one] = one === chosen || this.waiting[one].size === 0 ? 0 : this.passed[one] + 1;
  }

  private waitMs(): number {
    const now = this.clock.now();
    while (this.started[0] !== undefined && this.started[0] <= now - SECOND_MS) this.started.shift();
    const oldest = this.started.at(-this.options.requestsPerSecond);
    const free = oldest === undefined ? 0 : oldest + SECOND_MS - now;
    return Math.max(free, this.restUntil - now, 0);
  }
}
