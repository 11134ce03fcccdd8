import type { Clock } from '../../../../../../server/system/Clock';

/** A clock that goes by the events of a recording. Timers that become due run at once. */
export class EventClock implements Clock {
  private time = 0;
  private readonly due = new Set<{ readonly at: number; readonly action: () => void }>();

  now(): number {
    return this.time;
  }

  elapsed(): number {
    return this.time;
  }

  after(ms: number, action: () => void): () => void {
    const entry = { at: this.time + ms, action };
    this.due.add(entry);
    return () => {
      this.due.delete(entry);
    };
  }

  /** Goes on to this time, ms since 1970; never back. */
  goTo(at: number): void {
    for (;;) {
      const next = [...this.due].filter((entry) => entry.at <= at).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.due.delete(next);
      this.time = Math.max(this.time, next.at);
      next.action();
    }
    this.time = Math.max(this.time, at);
  }
}
