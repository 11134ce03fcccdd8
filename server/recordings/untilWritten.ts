import type { Clock } from '../system/Clock';
import type { SoundFile } from './findSound';

/** A file that has not changed for this time is complete, ms. */
const UNCHANGED_MS = 1_500;

/** How long after the end of its call a file may appear, ms: the telephone system mixes or moves it first. */
export const LATE_MS = 60_000;

/** How long a request waits for a file that is being written, ms. */
const WAIT_LIMIT_MS = 4_000;

/** Pause between two look-ups of the file, ms. */
const POLL_MS = 500;

/** State of a file, and since when repeated look-ups have found the same state. */
export interface FileObservation {
  readonly file: SoundFile;
  /** ms since 1970 */
  readonly since: number;
}

/** The observation after another look-up: the same one while size and time of writing stay. Pure. @param now ms since 1970 */
export function observe(before: FileObservation | null, file: SoundFile, now: number): FileObservation {
  const isSame = before?.file.size === file.size && before.file.writtenAt === file.writtenAt;
  return isSame ? before : { file, since: now };
}

/**
 * Is the file complete: unchanged for UNCHANGED_MS by its time of writing, or by our observation? The latter decides when
 * the clock of a file server is ahead of ours.
 */
export function isWritten({ file, since }: FileObservation, now: number): boolean {
  return now - file.writtenAt >= UNCHANGED_MS || now - since >= UNCHANGED_MS;
}

/**
 * Waits until a recording is completely written, for up to WAIT_LIMIT_MS.
 * @param find looks the file up; null when there is none
 * @param endedAt end of the call, ms since 1970
 * @param signal aborted when the client disconnects; ends the wait
 * @returns the file; `missing`: there is none LATE_MS after the call; `unfinished`: it is not there yet or still changes
 */
export async function untilWritten(
  find: () => Promise<SoundFile | null>,
  endedAt: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<SoundFile | 'missing' | 'unfinished'> {
  const startedAt = clock.now();
  let observation: FileObservation | null = null;
  for (;;) {
    const file = await find();
    const now = clock.now();
    if (file === null) {
      if (now - endedAt >= LATE_MS) return 'missing';
    } else {
      observation = observe(observation, file, now);
      if (isWritten(observation, now)) return file;
    }
    if (now - startedAt >= WAIT_LIMIT_MS || signal.aborted) return 'unfinished';
    await pause(clock, signal);
  }
}

/** Waits POLL_MS, or until the signal is aborted. */
function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      cancelTimer();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const cancelTimer = clock.after(POLL_MS, finish);
    signal.addEventListener('abort', finish);
  });
}
