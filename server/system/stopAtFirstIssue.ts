import * as v from 'valibot';

/**
 * Lets schemas stop at the first thing that is wrong, in this process: each further issue costs time and memory that the
 * sender of a wrong request decides about (20,000 wrong items in 60 kB took seconds). Settings are read with all issues.
 */
export function stopAtFirstIssue(): void {
  v.setGlobalConfig({ abortEarly: true });
}
