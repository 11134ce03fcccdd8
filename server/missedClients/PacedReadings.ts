import { CommandFault } from '../calls/CommandFault';
import type { Clock } from '../system/Clock';

/** For how long what was read for an agent answers further requests, unless the list changes, ms. */
const READ_FOR_MS = 1_000;

/** From the begin of a reading to that of the agent's next one: so many times as long as it took, and at most this, ms. */
const PAUSE_TIMES = 20;
const LONGEST_PAUSE_MS = 1_000;

/** Most requests of an agent, as of several tabs, that wait for the next reading. */
const MOST_WAITING = 8;

/** What was read for one agent, or is being read. */
interface Reading<List> {
  /** Of the list when it began. */
  readonly changes: number;
  /** By the clock's `elapsed`. */
  readonly beganAt: number;
  readonly list: Promise<List>;
  /** Resolves with when the next one may begin, by the clock's `elapsed`. */
  readonly nextAt: Promise<number>;
  /** Of those who ask after a change; null: there was none. */
  next: { readonly list: Promise<List>; waiting: number } | null;
}

/**
 * Reads a list for agents. A long one takes milliseconds of all agents' time, so many requests are answered by one reading, and
 * an agent has a bounded share of that time however often the list changes: who asks after a change waits for a reading that
 * begins later. Owns a timer for each agent whose requests wait.
 *
 * ```
 *   idle ──asked──▶ reading ──▶ kept ──asked after a change──▶ pausing ──at most 1 s──▶ reading
 *                                 └──asked, unchanged for 1 s──▶ the same answer
 * ```
 */
export class PacedReadings<List> {
  /** By extension. */
  private readonly readings = new Map<string, Reading<List>>();
  private readonly wakers = new Set<() => void>();

  constructor(
    private readonly options: {
      readonly read: (extension: string) => Promise<List>;
      /** Grows with each change of the list. */
      readonly changes: () => number;
      readonly clock: Pick<Clock, 'elapsed' | 'after'>;
    },
  ) {}

  /** The list with all that has changed before. Fails as `read` does, or with a `CommandFault`: too many wait. */
  of(extension: string): Promise<List> {
    const { changes, clock } = this.options;
    const last = this.readings.get(extension);
    if (last === undefined) return this.begin(extension);
    if (last.changes === changes() && clock.elapsed() < last.beganAt + READ_FOR_MS) return last.list;
    last.next ??= { list: this.beginAfter(last, extension), waiting: 0 };
    if (last.next.waiting >= MOST_WAITING) return Promise.reject(new CommandFault('TooManyRequests'));
    last.next.waiting += 1;
    return last.next.list;
  }

  /** Who waits is answered now. */
  close(): void {
    for (const wake of this.wakers) wake();
  }

  private begin(extension: string): Promise<List> {
    const { read, changes, clock } = this.options;
    const [began, beganAt] = [changes(), clock.elapsed()];
    const list = read(extension);
    const over = (): number => {
      const pause = Math.min(PAUSE_TIMES * (clock.elapsed() - beganAt), LONGEST_PAUSE_MS);
      return beganAt + pause;
    };
    const nextAt = list.then(over, over);
    this.readings.set(extension, { changes: began, beganAt, list, nextAt, next: null });
    return list;
  }

  private async beginAfter({ nextAt }: Reading<List>, extension: string): Promise<List> {
    const pause = (await nextAt) - this.options.clock.elapsed();
    if (pause > 0) await this.pause(pause);
    return this.begin(extension);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        stop();
        this.wakers.delete(wake);
        resolve();
      };
      const stop = this.options.clock.after(ms, wake);
      this.wakers.add(wake);
    });
  }
}
