/** A line of docs/BENCHMARKS.md. */
export interface Row {
  readonly what: string;
  readonly value: string;
  /** Budget, or what it is compared with, and the ratio. */
  readonly against: string;
}
