import { POLL_WAIT_MS } from '../../protocol/timing';
import type { Clock } from '../system/Clock';
import { WaitingRequest } from './WaitingRequest';

/** Most refusals that are delayed at the same time. */
const MOST_REFUSALS = 1_000;

/** Delays refusals of polls by the time of an unchanged poll: a widget that is refused at once polls again at once. */
export class DelayedRefusals {
  private readonly waiting = new Set<WaitingRequest>();

  constructor(private readonly clock: Clock) {}

  /** Resolves after a poll's time, when the signal is aborted, or at once while `MOST_REFUSALS` wait. */
  delay(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.waiting.size >= MOST_REFUSALS) return Promise.resolve();
    return new Promise((resolve) => {
      const refusal = new WaitingRequest(this.clock, POLL_WAIT_MS, signal, () => {
        this.waiting.delete(refusal);
        resolve();
      });
      this.waiting.add(refusal);
    });
  }

  /** Resolves all that wait. */
  endAll(): void {
    for (const refusal of [...this.waiting]) refusal.end();
  }
}
