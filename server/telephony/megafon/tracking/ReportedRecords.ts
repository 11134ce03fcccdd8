import type { CallRecord } from '../../../calls/CallRecord';

/** How long a reported record is remembered, ms; longer than the history is read back. */
const KEPT_MS = 86_400_000;

/** Ids of records that were reported, so that none is reported twice. In memory, the oldest first. */
export class ReportedRecords {
  private readonly ids = new Map<string, number>();

  /** Remembers the record. @returns false: it was reported before. @param now `Clock.elapsed`, ms */
  addIfNew({ id, direction, number, startedAt }: CallRecord, now: number): boolean {
    for (const [old, at] of this.ids) {
      if (at + KEPT_MS > now) break;
      this.ids.delete(old);
    }
    // The history's ids may differ from those of the pushes: the same client in the same second is the same call.
    const second = Math.floor(startedAt / 1_000);
    const keys = [`id ${id}`, ...(number === '' ? [] : [`${direction} ${number} ${second}`])];
    const isNew = !keys.some((key) => this.ids.has(key));
    for (const key of keys) {
      this.ids.delete(key);
      this.ids.set(key, now);
    }
    return isNew;
  }
}
