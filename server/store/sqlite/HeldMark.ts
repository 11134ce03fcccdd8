import { closeSync, existsSync, openSync, rmSync } from 'node:fs';

/**
 * A file beside the database that is there while a process holds changes which it can't write. It outlives the process, so
 * that the next one knows that they are lost. It is empty, for which a full disk mostly has room.
 */
export class HeldMark {
  private readonly path: string;

  constructor(database: string) {
    this.path = `${database}.held`;
  }

  get isThere(): boolean {
    return existsSync(this.path);
  }

  /** Makes or removes it. A disk that takes no file loses the mark, as it loses the changes. */
  set(isHeld: boolean): void {
    try {
      if (isHeld) closeSync(openSync(this.path, 'a', 0o600));
      else rmSync(this.path, { force: true });
    } catch {
      // Where the folder can't be written, the log alone says it.
    }
  }
}
