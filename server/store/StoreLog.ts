import type { OpenedDatabase } from './Database';
import type { StoreFault } from './StoreFault';

/** Log of the store. */
export interface StoreLog {
  /** It can't be written any more. */
  failing(fault: StoreFault): void;
  recovered(): void;
  /** What an opening came to, where that is worth a line. */
  opened(opened: OpenedDatabase): void;
  /** A change did not fit into memory; called for the first one. */
  lost(): void;
  /** The backend stops, and these changes could not be written. */
  lostAtStop(changes: number): void;
  /** The database refused a change, by a fault of ours; it is lost. */
  refused(table: string, id: string, fault: StoreFault): void;
}
