/** Source of time and timers. Tests replace it by a clock that they move by hand. */
export interface Clock {
  /** Current time, ms since 1970 (UTC). Jumps when the machine's clock is corrected. */
  now(): number;
  /** Milliseconds since an arbitrary moment; monotonic, so unaffected by corrections of the clock. For pauses and limits. */
  elapsed(): number;
  /** What the machine's clock shows beyond `now`, ms; left out: it shows the same. */
  correction?(): number;
  /** Runs `action` once after `ms` milliseconds. The returned function cancels it. */
  after(ms: number, action: () => void): () => void;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** What the machine's clock shows, ms since 1970, also where `clock` has not taken over a correction of it yet. */
export function machineNow(clock: Pick<Clock, 'now' | 'correction'>): number {
  return clock.now() + (clock.correction?.() ?? 0);
}

/** The clock for what only counts pauses and limits within this process: its `now` never jumps, and is no date. */
export function evenClock(clock: Clock): Clock {
  return {
    now: () => clock.elapsed(),
    elapsed: () => clock.elapsed(),
    after: (ms, action) => clock.after(ms, action),
  };
}
