import type { MissedClient } from './MissedClient';
import type { MissedWish } from './MissedList';

/** The backend's methods for the company's missed calls. All reject with a `Failure`. */
export interface MissedBackend {
  /** The client who called last is first. */
  list(): Promise<readonly MissedClient[]>;
  /** Takes the client, gives them back, or takes and calls them. */
  ask(id: string, wish: MissedWish): Promise<void>;
}
