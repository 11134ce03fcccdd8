import type { Clock } from '../system/Clock';
import type { Database } from './Database';
import { HeldChanges } from './HeldChanges';
import { LossList } from './LossList';
import type { StoreChange } from './statements';
import type { StoreLog } from './StoreLog';
import { writeChanges, type WrittenChanges } from './writeChanges';

/** Holds changes until they are written, and counts those that are lost. */
export class HeldWriter {
  readonly changes = new HeldChanges();
  readonly losses: LossList;
  private lostCount = 0;
  /** Changes of the write that is under way. */
  private writing = 0;
  /** It can't be written at the moment. */
  private isFailing = false;

  constructor(
    private readonly database: Database,
    clock: Clock,
    private readonly log: Pick<StoreLog, 'lost' | 'lostAtStop' | 'refused'>,
  ) {
    this.losses = new LossList(database, clock);
  }

  /** Changes that are lost. */
  get lost(): number {
    return this.lostCount;
  }

  /** Changes that are not written yet, with those of a write that is under way. */
  get waiting(): number {
    return this.changes.size + this.writing;
  }

  /** @returns false: memory has no room, and it is lost */
  add(change: StoreChange): boolean {
    if (this.changes.add(change)) {
      if (this.isFailing) this.fail();
      return true;
    }
    this.lostCount += 1;
    if (this.lostCount === 1) this.log.lost();
    this.losses.add('overflow');
    return false;
  }

  /** The database can't be written; what is held is lost if the process ends now. */
  fail(): void {
    this.isFailing = true;
    if (this.changes.size > 0) this.database.markHeld?.(true);
  }

  /** The process ends. */
  end(): void {
    if (this.changes.size > 0) this.log.lostAtStop(this.changes.size);
  }

  /** Writes what is held; what is left is held again. Never fails. */
  async write(): Promise<WrittenChanges> {
    const taken = this.changes.take();
    this.writing = taken.length;
    const written = await writeChanges(this.database, taken);
    this.writing = 0;
    this.changes.addEarlier(written.left);
    this.lostCount += written.refused.length;
    for (const { change, why } of written.refused) {
      this.log.refused(change.table, change.id, why);
      this.losses.add('refused');
    }
    if (written.fault === null && this.isFailing) {
      this.isFailing = false;
      this.database.markHeld?.(false);
    }
    if (written.refused.length > 0) await this.losses.refresh();
    return written;
  }
}
