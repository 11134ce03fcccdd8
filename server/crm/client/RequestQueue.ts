import type { Clock } from '../../system/Clock';
import { AmoFault } from './AmoFault';
import { abortFault } from './abortFault';

/** `popup`: an agent waits for the answer; `work`: background work. */
export type Priority = 'popup' | 'work';

/** Limits of the queue. */
export interface RequestQueueOptions {
  readonly requestsPerSecond: number;
  /** Requests under way at once; one of them is reserved for popups. */
  readonly concurrency: number;
}

interface Waiting {
  readonly start: () => void;
  readonly fail: (fault: AmoFault) => void;
}

const SECOND_MS = 1_000;

/**
 * Limits requests to amoCRM's rate: at most `requestsPerSecond` in any second. Popups go before work. Owns one timer,
 * which runs only while requests wait.
 */
export class RequestQueue {
  private readonly waiting: Record<Priority, Set<Waiting>> = { popup: new Set(), work: new Set() };
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
    return this.waiting.popup.size + this.waiting.work.size;
  }

  /** Runs the action when its turn comes. Fails with an `AmoFault` when the signal is aborted before. */
  async run<T>(priority: Priority, signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    await this.waitForTurn(priority, signal);
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
    for (const set of Object.values(this.waiting))
      for (const one of set) one.fail(new AmoFault('aborted', 'the backend stops', false));
  }

  private waitForTurn(priority: Priority, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const set = this.waiting[priority];
      const end = (): void => {
        set.delete(one);
        signal.removeEventListener('abort', gone);
      };
      const gone = (): void => one.fail(abortFault(signal, 'aborted in the queue', false));
      const one: Waiting = {
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
      set.add(one);
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
      next.start();
    }
  }

  private next(): Waiting | null {
    const { concurrency } = this.options;
    const [popup] = this.waiting.popup;
    if (popup !== undefined) return this.underWay < concurrency ? popup : null;
    const [work] = this.waiting.work;
    return work !== undefined && this.underWay < Math.max(1, concurrency - 1) ? work : null;
  }

  private waitMs(): number {
    const now = this.clock.now();
    while (this.started[0] !== undefined && this.started[0] <= now - SECOND_MS) this.started.shift();
    const oldest = this.started.at(-this.options.requestsPerSecond);
    const free = oldest === undefined ? 0 : oldest + SECOND_MS - now;
    return Math.max(free, this.restUntil - now, 0);
  }
}
