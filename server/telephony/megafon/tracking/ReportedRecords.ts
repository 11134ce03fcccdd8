import type { CallRecord } from '../../../calls/CallRecord';

/** A told call is known so long, ms; longer than the history is read back. */
const KEPT_MS = 86_400_000;

/** Records that were told, so that none is told twice. In memory, the oldest first. */
export class ReportedRecords {
  private readonly ids = new Map<string, number>();

  /** Whether this one is new; from then on it is not. @param now ms since 1970 */
  addIfNew({ id, direction, number, startedAt }: CallRecord, now: number): boolean {
    for (const [old, at] of this.ids) {
      if (at + KEPT_MS > now) break;
      this.ids.delete(old);
    }
    // Nobody says that the history's ids are those of the pushes: the same client in the same second is the same call.
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
