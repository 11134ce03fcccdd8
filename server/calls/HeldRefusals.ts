import { HOLD_MS } from '../../protocol/timing';
import type { Clock } from '../system/Clock';
import { holdRequest } from './holdRequest';

/** Most refusals that are held at once. */
const MOST_REFUSALS = 1_000;

/** Polls that will be refused, held as long as one that nothing changes: who is refused at once asks again at once. */
export class HeldRefusals {
  private readonly ends = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** Resolves after a poll's time, when the signal is aborted, or at once while very many are held. */
  hold(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.ends.size >= MOST_REFUSALS) return Promise.resolve();
    return new Promise((resolve) => {
      const end = holdRequest(this.clock, HOLD_MS, signal, () => {
        this.ends.delete(end);
        resolve();
      });
      this.ends.add(end);
    });
  }

  /** Ends all. */
  endAll(): void {
    for (const end of [...this.ends]) end();
  }
}
