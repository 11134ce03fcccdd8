import { statSync } from 'node:fs';
import { systemClock } from '../../system/Clock';
import { FileMark } from './FileMark';

/**
 * How long what was written stays in the WAL alone, ms: of a WAL that is damaged SQLite drops the rest in silence, damage
 * of the file itself is found.
 */
const PAUSE_MS = 1_000;

/**
 * Puts what is in the WAL into the database's file soon after each write. While something is in the WAL alone there is a
 * mark: when the WAL is removed together with its index, nothing else would say that it was there. Owns one timer.
 *
 * ```
 * put ──written: the mark is made──▶ behind ──after a second──▶ putting ──no write meanwhile: the mark goes──▶ put
 *                                      ▲ └─────────────── else: the mark is made again ◀──────┘
 * ```
 */
export class Checkpoints {
  private readonly mark: FileMark;
  private isBehind = false;
  private writes = 0;
  private stopTimer: (() => void) | null = null;
  private isClosed = false;

  constructor(
    private readonly path: string,
    /** @returns is all of the WAL in the file? */
    private readonly put: () => Promise<boolean>,
  ) {
    this.mark = new FileMark(`${path}.behind`);
  }

  /**
   * Is the WAL gone that an earlier process has left behind? To be asked before the database is opened, since that makes
   * another one. Who has put it into the file has written to that since the mark was made.
   */
  get isWalGone(): boolean {
    const { madeAt } = this.mark;
    if (madeAt === null || (statOf(`${this.path}-wal`)?.size ?? 0) > 0) return false;
    return (statOf(this.path)?.mtimeMs ?? Number.POSITIVE_INFINITY) <= madeAt;
  }

  /** Something was written, and is not acknowledged yet. */
  written(): void {
    this.isClosed = false;
    this.writes += 1;
    if (!this.isBehind) this.mark.set(true);
    this.isBehind = true;
    // A disk takes its own time, also where a test's clock stands still.
    this.stopTimer ??= systemClock.after(PAUSE_MS, () => {
      this.stopTimer = null;
      // One that fails is made up for by the next one.
      void this.now();
    });
  }

  /** Never fails. @returns is all of the WAL in the file? */
  async now(): Promise<boolean> {
    const before = this.writes;
    const isAll = await this.put().catch(() => false);
    // One that ends after the close must make no file.
    if (this.isClosed) return isAll;
    if (isAll && this.writes === before) {
      this.isBehind = false;
      this.mark.set(false);
    } else if (isAll) this.mark.set(true);
    return isAll;
  }

  /** Before the database is closed. */
  async close(): Promise<void> {
    this.stopTimer?.();
    this.stopTimer = null;
    if (this.isBehind) await this.now();
    this.isClosed = true;
  }
}

function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}
