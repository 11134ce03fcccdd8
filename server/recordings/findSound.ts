import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Candidate } from './candidatePaths';

/** A file with sound, as it is now. */
export interface SoundFile {
  /** With no symbolic link in it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** When it was last written, ms since 1970. */
  readonly writtenAt: number;
}

/**
 * The first of the places that has a file; null: none has. A symbolic link that leads out of its folder is as if
 * it were not there.
 */
export async function findSound(candidates: readonly Candidate[]): Promise<SoundFile | null> {
  for (const { folder, path } of candidates) {
    const found = await look(folder, path);
    if (found !== null) return found;
  }
  return null;
}

async function look(folder: string, path: string): Promise<SoundFile | null> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
    const found = await stat(file);
    return found.isFile() && found.size > 0
      ? { path: file, size: found.size, writtenAt: found.mtimeMs }
      : null;
  } catch {
    // Not there, or not for us to read: the check of the installation tells which.
    return null;
  }
}
