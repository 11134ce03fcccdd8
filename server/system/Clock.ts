/** Source of time and timers. Tests replace it by a clock that they move by hand. */
export interface Clock {
  /** Current time, ms since 1970 (UTC). */
  now(): number;
  /** Runs `action` once after `ms` milliseconds. The returned function cancels it. */
  after(ms: number, action: () => void): () => void;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
