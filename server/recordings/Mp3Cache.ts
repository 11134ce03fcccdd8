import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { SoundFile } from './findSound';

/** Age at which an unfinished file is taken to be left over from a process that has ended, ms. */
const ABANDONED_MS = 600_000;

/** Folder of converted files, limited in size; the least recently used file is deleted first. */
export class Mp3Cache {
  /** Creation and check of the folder; null before the first file, and again after a failure. */
  private opening: Promise<void> | null = null;

  constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
    /** Current time, ms since 1970. */
    private readonly now: () => number,
  ) {}

  /** File name for the MP3 of this sound: a hash of path, size and time of writing. */
  nameOf({ path, size, writtenAt }: SoundFile): string {
    return `${createHash('sha256').update(`${path}\0${size}\0${writtenAt}`).digest('hex')}.mp3`;
  }

  /** Path of the file with this name, which is marked as used now; null when it does not exist. */
  async get(name: string): Promise<string | null> {
    const path = join(this.folder, name);
    const seconds = this.now() / 1_000;
    // atime records the use. mtime is kept, since ETag and Last-Modified derive from it; in whole seconds, which are exact.
    return stat(path)
      .then(({ mtimeMs }) => utimes(path, seconds, Math.floor(mtimeMs / 1_000)))
      .then(
        () => path,
        () => null,
      );
  }

  /**
   * Adds a file and deletes old ones beyond the limit. Rejects as `write` does, or when the folder can't be used.
   * @param write creates the file at a temporary path; it is renamed when complete
   * @returns path of the file
   */
  async add(name: string, write: (path: string) => Promise<void>): Promise<string> {
    this.opening ??= this.open();
    await this.opening.catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    const part = join(this.folder, `${randomUUID()}.part`);
    const path = join(this.folder, name);
    try {
      await write(part);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    await this.get(name);
    await this.trim(name);
    return path;
  }

  /** Creates the folder, checks its owner, and deletes files that an earlier process did not finish. */
  private async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const stats = await lstat(this.folder);
    // Below a folder such as /tmp another user may have created it, to read or replace the files.
    if (!stats.isDirectory() || stats.uid !== process.getuid?.())
      throw new Error('the path is not a folder, or another user owns it');
    const abandonedBefore = this.now() - ABANDONED_MS;
    for (const { name, writtenAt } of await this.list('.part'))
      if (writtenAt < abandonedBefore) await rm(join(this.folder, name), { force: true });
  }

  /** Deletes the least recently used files until the rest fits, but never `newest`. */
  private async trim(newest: string): Promise<void> {
    const files = (await this.list('.mp3')).sort((a, b) => a.usedAt - b.usedAt);
    let total = files.reduce((bytes, { size }) => bytes + size, 0);
    for (const { name, size } of files) {
      if (total <= this.maxBytes) return;
      if (name === newest) continue;
      await rm(join(this.folder, name), { force: true });
      total -= size;
    }
  }

  /** The files with this ending; times in ms since 1970. Files that disappear meanwhile are left out. */
  private async list(
    ending: string,
  ): Promise<{ name: string; size: number; usedAt: number; writtenAt: number }[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(ending));
    const files = await Promise.all(
      names.map((name) =>
        stat(join(this.folder, name)).then(
          ({ size, atimeMs, mtimeMs }) => [{ name, size, usedAt: atimeMs, writtenAt: mtimeMs }],
          () => [],
        ),
      ),
    );
    return files.flat();
  }
}
