import { entryKey } from './entryKey';
import type { StoreChange } from './statements';

/** Open calls, drafts and what is to be sent, as they are now: put again when the database is a new one. */
export class OpenEntries {
  private readonly entries = new Map<string, StoreChange>();

  /** Notes what was read or is to be written. The outbox's own jobs are gone at a stop, so they are noted, too. */
  note(change: StoreChange): void {
    // It is of an ended call.
    if (change.table === 'kept_notes') return;
    const isOpen = change.table === 'calls' ? change.call?.endedAt === null : change.text !== null;
    if (isOpen) this.entries.set(entryKey(change), change);
    else this.entries.delete(entryKey(change));
  }

  all(): readonly StoreChange[] {
    return [...this.entries.values()];
  }
}
