import type { Clock } from '../system/Clock';
import type { AgentCall } from './AgentCall';

/** Timers that remove ended calls from agents' states, one for each ended call. */
export class EndedCallTimers {
  private readonly timers = new Map<string, Map<string, () => void>>();

  constructor(
    private readonly clock: Clock,
    /** How long an ended call is kept, ms. */
    private readonly keptMs: number,
    private readonly forget: (extension: string, callId: string) => void,
  ) {}

  /**
   * Starts a timer for each call that has ended, and stops those of calls that are gone.
   * @param calls the agent's calls after a change
   */
  update(extension: string, calls: readonly AgentCall[]): void {
    const timers = this.timers.get(extension) ?? new Map<string, () => void>();
    const ended = new Set(calls.flatMap(({ id, phase }) => (phase === 'ended' ? [id] : [])));
    for (const [id, stop] of timers) {
      if (ended.has(id)) continue;
      stop();
      timers.delete(id);
    }
    for (const id of ended) {
      if (timers.has(id)) continue;
      timers.set(
        id,
        this.clock.after(this.keptMs, () => this.forget(extension, id)),
      );
    }
    if (timers.size === 0) this.timers.delete(extension);
    else this.timers.set(extension, timers);
  }

  /** Stops all timers. */
  close(): void {
    for (const timers of this.timers.values()) for (const stop of timers.values()) stop();
    this.timers.clear();
  }
}
