/** Time, as the domain sees it. The widget's `Scope` is one, and so is a test's fake clock. */
export interface Timer {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `action` once after `ms`, unless the answer is called first or the owner ends. */
  after(ms: number, action: () => void): () => void;
}
