/** Clock and timers for the domain, implemented by the widget's `Scope` and by the fake clock of tests. */
export interface Timer {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `action` once after `ms`, unless its owner ends before. @returns cancels it */
  after(ms: number, action: () => void): () => void;
}
