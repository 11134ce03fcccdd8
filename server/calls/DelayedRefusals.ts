import { POLL_WAIT_MS } from '../../protocol/timing';
import type { Clock } from '../system/Clock';
import { WaitingRequest } from './WaitingRequest';

/** Most refusals that are delayed at the same time. */
const MOST_REFUSALS = 1_000;

/**
 * Delays refusals of polls by the time of an unchanged poll: a widget that is refused at once polls again at once. While all
 * places are taken, a network with fewer takes one over from the network with the most: so one network keeps none out.
 */
export class DelayedRefusals {
  /** By the sender's network, the oldest first. */
  private readonly waiting = new Map<string, Set<WaitingRequest>>();
  private count = 0;

  constructor(private readonly clock: Clock) {}

  /**
   * Resolves after a poll's time, when the signal is aborted, at once where there is no place, or when another network takes it over.
   * @param network of the sender's address
   */
  delay(signal: AbortSignal, network: string): Promise<void> {
    if (signal.aborted || !this.makeRoom(network)) return Promise.resolve();
    const own = this.waiting.get(network) ?? new Set();
    this.waiting.set(network, own);
    this.count += 1;
    return new Promise((resolve) => {
      const refusal = new WaitingRequest(this.clock, POLL_WAIT_MS, signal, () => {
        this.count -= 1;
        own.delete(refusal);
        if (own.size === 0) this.waiting.delete(network);
        resolve();
      });
      own.add(refusal);
    });
  }

  /** Resolves all that wait. */
  endAll(): void {
    for (const own of [...this.waiting.values()]) for (const refusal of [...own]) refusal.end();
  }

  /** False: all places are taken, and no network has so many that this one may take one over. */
  private makeRoom(network: string): boolean {
    if (this.count < MOST_REFUSALS) return true;
    let most: ReadonlySet<WaitingRequest> = new Set();
    for (const own of this.waiting.values()) if (own.size > most.size) most = own;
    // Else places would go to and fro between two networks.
    if (most.size <= (this.waiting.get(network)?.size ?? 0) + 1) return false;
    const [oldest] = most;
    oldest?.end();
    return true;
  }
}
