import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, type Clock } from '../../../../../server/system/Clock';

/** The machine's clock, which a test sets ahead: of processes as well that run with `clockAhead`. */
export class MovedClock implements Clock {
  readonly elapsed = systemClock.elapsed;
  readonly after = systemClock.after;
  private ahead = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'clock-'));

  /** Where processes read how much it is ahead. */
  get file(): string {
    return join(this.folder, 'ahead');
  }

  readonly now = (): number => systemClock.now() + this.ahead;

  /** @param ms by which it goes on at once */
  goOn(ms: number): void {
    this.ahead += ms;
    writeFileSync(this.file, String(this.ahead));
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}
