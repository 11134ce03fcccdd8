/**
 * Time limit of waits for something that a real program does, ms; long enough for a busy machine. A wait ends when that
 * happens. The limit only ends a test that hangs, earlier than jest's `testTimeout` and with a message that names what
 * did not happen.
 */
export const PATIENCE_MS = 90_000;
