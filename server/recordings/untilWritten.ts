import type { Clock } from '../system/Clock';
import type { SoundFile } from './findSound';

/** A file that was not written to for so long is whole, ms. */
export const QUIET_MS = 1_500;

/** A file may appear so long after its call, ms: the telephone system moves it, or mixes it first. */
export const LATE_MS = 60_000;

/** How long an asker waits for a file that is being written, ms. */
export const PATIENCE_MS = 4_000;

const STEP_MS = 500;

/** A file, and since when it has been seen as it is, ms since 1970. */
export interface FileObservation {
  readonly file: SoundFile;
  readonly since: number;
}

/** The sighting after another look. Pure. */
export function observe(before: FileObservation | null, file: SoundFile, now: number): FileObservation {
  const isSame = before?.file.size === file.size && before.file.writtenAt === file.writtenAt;
  return isSame ? before : { file, since: now };
}

/** Is the file whole? The clock of a file server may be ahead of ours; then watching it decides. */
export function isWritten({ file, since }: FileObservation, now: number): boolean {
  return now - file.writtenAt >= QUIET_MS || now - since >= QUIET_MS;
}

/**
 * Waits until the recording is whole.
 * @param endedAt end of the call, ms since 1970
 * @param signal aborted when no request waits for the file any more
 */
export async function untilWritten(
  find: () => Promise<SoundFile | null>,
  endedAt: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<SoundFile | 'missing' | 'unfinished'> {
  const begin = clock.now();
  let sighting: FileObservation | null = null;
  for (;;) {
    const file = await find();
    const now = clock.now();
    if (file === null) {
      if (now - endedAt >= LATE_MS) return 'missing';
    } else {
      sighting = observe(sighting, file, now);
      if (isWritten(sighting, now)) return file;
    }
    if (now - begin >= PATIENCE_MS || signal.aborted) return 'unfinished';
    await pause(clock, signal);
  }
}

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const stop = clock.after(STEP_MS, end);
    signal.addEventListener('abort', end);
  });
}
