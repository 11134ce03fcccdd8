/** One command of the tests. Lanes run side by side; what a lane prints is shown whole when it has ended. */
export interface Lane {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Mostly waits, for calls that last: it runs beside those that keep a core busy. */
  readonly isIdle: boolean;
  /** Where jest writes its figures; null: the lane is no run of jest. */
  readonly results: string | null;
}

/** How a lane ended. */
export interface LaneEnd {
  readonly lane: Lane;
  readonly isPassed: boolean;
  /** Wall-clock time, ms. */
  readonly ms: number;
  /** Tests that passed and failed; both 0 where jest wrote nothing. */
  readonly passed: number;
  readonly failed: number;
  /** File, name and beginning of the message of each failed test. */
  readonly failures: readonly string[];
}
