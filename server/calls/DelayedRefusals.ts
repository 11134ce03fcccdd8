import { HOLD_MS } from '../../protocol/timing';
import type { Clock } from '../system/Clock';
import { WaitingRequest } from './WaitingRequest';

/** Most refusals that are held at once. */
const MOST_REFUSALS = 1_000;

/** Polls that will be refused, held as long as one that nothing changes: who is refused at once asks again at once. */
export class DelayedRefusals {
  private readonly held = new Set<WaitingRequest>();

  constructor(private readonly clock: Clock) {}

  /** Resolves after a poll's time, when the signal is aborted, or at once while very many are held. */
  delay(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.held.size >= MOST_REFUSALS) return Promise.resolve();
    return new Promise((resolve) => {
      const refusal = new WaitingRequest(this.clock, HOLD_MS, signal, () => {
        this.held.delete(refusal);
        resolve();
      });
      this.held.add(refusal);
    });
  }

  /** Ends all. */
  endAll(): void {
    for (const refusal of [...this.held]) refusal.end();
  }
}
