import type { AmiLink } from './ami/AmiLink';
import type { AsteriskSession } from './AsteriskSession';
import type { EventWaiter } from './EventWaiter';
import type { CallTracker } from './tracking/CallTracker';
import type { JournalPersistence } from './tracking/JournalPersistence';

/** What exists between start and close; created at each start. */
export interface AsteriskRuntime {
  readonly link: AmiLink;
  readonly session: AsteriskSession;
  readonly events: EventWaiter;
  readonly tracker: CallTracker;
  /** Null: open calls are not kept over a restart. */
  readonly journals: JournalPersistence | null;
}
