import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { SoundFile } from './findSound';

/** What was not finished for so long was left by a process that is gone, ms. */
const ABANDONED_MS = 600_000;

/** Files that were converted, up to so many bytes; what was not asked for longest goes first. */
export class Mp3Cache {
  private opened: Promise<void> | null = null;

  constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
    /** ms since 1970 */
    private readonly now: () => number,
  ) {}

  /** Name of the file for this sound: another one once the sound is another. */
  nameOf({ path, size, writtenAt }: SoundFile): string {
    return `${createHash('sha256').update(`${path}\0${size}\0${writtenAt}`).digest('hex')}.mp3`;
  }

  /** The file with this name, which counts as asked for now; null: it is not there. */
  async get(name: string): Promise<string | null> {
    const path = join(this.folder, name);
    const seconds = this.now() / 1_000;
    // The time of writing stays, since a browser knows its copy by it; whole seconds, which no rounding moves.
    return stat(path)
      .then(({ mtimeMs }) => utimes(path, seconds, Math.floor(mtimeMs / 1_000)))
      .then(
        () => path,
        () => null,
      );
  }

  /** Lets `write` make the file at a path for the meantime, then gives it its name. */
  async add(name: string, write: (path: string) => Promise<void>): Promise<string> {
    this.opened ??= this.open();
    await this.opened.catch((error: unknown) => {
      this.opened = null;
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

  private async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const found = await lstat(this.folder);
    // In a folder that all may write to, somebody else may have made it before us.
    if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error('the folder is not ours');
    const before = this.now() - ABANDONED_MS;
    for (const { name, writtenAt } of await this.list('.part'))
      if (writtenAt < before) await rm(join(this.folder, name), { force: true });
  }

  private async trim(newest: string): Promise<void> {
    const files = (await this.list('.mp3')).sort((a, b) => a.askedAt - b.askedAt);
    let sum = files.reduce((bytes, { size }) => bytes + size, 0);
    for (const { name, size } of files) {
      if (sum <= this.mostBytes) return;
      if (name === newest) continue;
      await rm(join(this.folder, name), { force: true });
      sum -= size;
    }
  }

  private async list(
    ending: string,
  ): Promise<{ name: string; size: number; askedAt: number; writtenAt: number }[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(ending));
    const files = await Promise.all(
      names.map((name) =>
        stat(join(this.folder, name)).then(
          ({ size, atimeMs, mtimeMs }) => [{ name, size, askedAt: atimeMs, writtenAt: mtimeMs }],
          () => [],
        ),
      ),
    );
    return files.flat();
  }
}
