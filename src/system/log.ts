/* eslint-disable no-console -- the only place that writes to the console */

/** Logs an error to the browser's console. Callers pass no settings, addresses or keys. */
export function logError(what: string, cause: unknown): void {
  console.error(`AsteriskNG: ${what}`, cause);
}

/** Logs a line for developers; does nothing in `build.prod`. */
export function logDebug(what: string, detail = ''): void {
  if (DEBUG) console.debug(`AsteriskNG: ${what}`, detail);
}
