import type { Journal } from '../../../calls/journal/Journal';
import type { Legs } from './Leg';
import type { AsteriskNumbering } from './AsteriskNumbering';
import type { MissedRing } from './MissedRing';
import type { TrackedCall } from './TrackedCall';

/** All legs of one call between any parties, and the agents' calls that are derived from them. */
export interface WholeCall {
  /** The Linkedid that it began with. */
  readonly id: string;
  readonly legs: Legs;
  readonly calls: readonly TrackedCall[];
  readonly journal: Journal;
  /** The legs as the journal has them. */
  readonly written: Legs;
  /** One for each agent and caller at most. */
  readonly missed: readonly MissedRing[];
}

/** What is needed to derive agents' calls from a whole call. */
export interface CallContext {
  readonly call: WholeCall;
  readonly numbering: AsteriskNumbering;
  /** The legs of the whole call that this leg is in: a party may have moved to another whole call. */
  readonly legsAround: (legId: string) => Legs | null;
}
