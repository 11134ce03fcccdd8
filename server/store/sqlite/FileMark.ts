import { closeSync, openSync, rmSync, statSync } from 'node:fs';

/** An empty file beside the database that says something to the next process, since it outlives this one. */
export class FileMark {
  constructor(private readonly path: string) {}

  /** When it was made last, ms since 1970 by the file system's clock; null: it is not there. */
  get madeAt(): number | null {
    return statSync(this.path, { throwIfNoEntry: false })?.mtimeMs ?? null;
  }

  /** Makes it, or makes it again with the time of now, or removes it. A disk that takes no file loses the mark, as it loses what the mark is about. */
  set(isThere: boolean): void {
    try {
      if (isThere) closeSync(openSync(this.path, 'w', 0o600));
      else rmSync(this.path, { force: true });
    } catch {
      // Where the folder can't be written, the log alone says it.
    }
  }
}
