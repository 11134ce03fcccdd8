/** After how long callers of the scenarios give up, ms. */
export const CALLER_PATIENCE_MS = 5_000;
