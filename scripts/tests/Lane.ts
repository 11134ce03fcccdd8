/** One command of the tests. Lanes run side by side; what a lane prints is shown whole when it has ended. */
export interface Lane {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Mostly waits, for calls that last: it runs beside those that keep a core busy. */
  readonly isIdle: boolean;
  /** Where jest writes its figures; null: the lane is no run of jest. */
  readonly results: string | null;
  /** A lane that runs these files of tests alone; null: it can't be run in parts. */
  readonly again: ((files: readonly string[]) => Lane) | null;
}

/** How a lane ended. */
export interface LaneEnd {
  readonly lane: Lane;
  readonly isPassed: boolean;
  /** Wall-clock time, ms. */
  readonly ms: number;
  /** The coverage is below its thresholds, which jest checks also when tests fail. */
  readonly isShortOfCoverage: boolean;
  /** Tests that passed and failed; both 0 where jest wrote nothing. */
  readonly passed: number;
  readonly failed: number;
  /** File, name and beginning of the message of each failed test. */
  readonly failures: readonly string[];
  /** Files of the failed tests, as jest names them. */
  readonly failedFiles: readonly string[];
  /** Failed tests that passed when their files were run again alone, each with its first failure. */
  readonly unstable: readonly string[];
}
