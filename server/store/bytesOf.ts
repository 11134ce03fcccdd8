import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of a file, or of all files of a folder. What is gone, or can't be read, has none. */
export function bytesOf(path: string): number {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory() !== true) return there?.size ?? 0;
  try {
    return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
  } catch {
    return 0;
  }
}

/** Megabytes, such as `1.5`. */
export function megabytesOf(bytes: number): string {
  const megabytes = bytes / 1_024 / 1_024;
  return megabytes < 10 ? megabytes.toFixed(1) : `${Math.round(megabytes)}`;
}
