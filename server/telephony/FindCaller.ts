/** What is known of a caller. */
export interface CallerAnswer {
  /** Null: not known. */
  readonly name: string | null;
  /** Extension of the responsible agent; null: there is none. */
  readonly extension: string | null;
}

/** Looks up a caller; when aborted it resolves with what is known by then. @param number as amoCRM has it */
export type FindCaller = (number: string, signal: AbortSignal) => Promise<CallerAnswer>;
