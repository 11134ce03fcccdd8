import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Candidate } from './candidatePaths';

/** A sound file and its state when it was looked up. */
export interface SoundFile {
  /** Real path: symbolic links resolved. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Time of the last write (mtime), ms since 1970. */
  readonly writtenAt: number;
}

/**
 * Finds the first candidate that is a non-empty, readable file; null when none is. Symbolic links that lead out of the
 * folder are ignored.
 */
export async function findSound(candidates: readonly Candidate[]): Promise<SoundFile | null> {
  for (const { folder, path } of candidates) {
    const found = await soundAt(folder, path);
    if (found !== null) return found;
  }
  return null;
}

/** The sound file at a path below a folder; null when there is none. */
async function soundAt(folder: string, path: string): Promise<SoundFile | null> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
    const stats = await stat(file);
    return stats.isFile() && stats.size > 0
      ? { path: file, size: stats.size, writtenAt: stats.mtimeMs }
      : null;
  } catch {
    // Missing or not readable; `server check` reports folders that can't be read.
    return null;
  }
}
