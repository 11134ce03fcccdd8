/** Time, as the backend sees it; tests have a clock of their own. */
export interface Clock {
  /** Milliseconds since 1970. May jump when the machine's clock is corrected. */
  now(): number;
  /** Milliseconds since some moment; goes on evenly whatever happens to the machine's clock. For pauses and limits. */
  elapsed(): number;
  /** Runs `action` once after `ms`; the answer stops it. */
  after(ms: number, action: () => void): () => void;
}

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

/** The clock for what only counts pauses and limits within this process: its `now` never jumps, and is no date. */
export function evenClock(clock: Clock): Clock {
  return {
    now: () => clock.elapsed(),
    elapsed: () => clock.elapsed(),
    after: (ms, action) => clock.after(ms, action),
  };
}
