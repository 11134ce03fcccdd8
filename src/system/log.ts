/* eslint-disable no-console -- the only place that writes to the console */

/** Whatever was thrown, for the log. Settings, addresses and keys are never given to it. */
export function logError(what: string, cause: unknown): void {
  console.error(`AsteriskNG: ${what}`, cause);
}

/** A line for developers; `build.prod` drops it. */
export function logDebug(what: string, detail = ''): void {
  if (DEBUG) console.debug(`AsteriskNG: ${what}`, detail);
}
