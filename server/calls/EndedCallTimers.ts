import type { Clock } from '../system/Clock';
import type { AgentCall } from './AgentCall';

/** Owner of the timers after which ended calls are forgotten: one for each ended call that is kept. */
export class EndedCallTimers {
  private readonly timers = new Map<string, Map<string, () => void>>();

  constructor(
    private readonly clock: Clock,
    /** How long an ended call is kept, ms. */
    private readonly keptMs: number,
    private readonly forget: (extension: string, callId: string) => void,
  ) {}

  /** Takes the agent's calls after a change: calls that have just ended get a timer, calls that are gone lose it. */
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
