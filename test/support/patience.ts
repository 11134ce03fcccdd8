/**
 * How long anything that is sure to come may take, ms: real programs on a machine that is busy. Waits end by what they
 * wait for; this limit only ends a test that hangs, before jest does (`testTimeout`), with words for what did not come.
 */
export const PATIENCE_MS = 90_000;
