import type { CallRecordDraft } from './CallRecordDraft';
import type { Legs } from './Leg';
import type { AsteriskNumbering } from './AsteriskNumbering';
import type { TrackedCall } from './TrackedCall';

/** All legs that have to do with each other, and what agents see of them. */
export interface WholeCall {
  /** The Linkedid that it began with. */
  readonly id: string;
  readonly legs: Legs;
  readonly calls: readonly TrackedCall[];
  readonly draft: CallRecordDraft;
  /** Agents who have been told of a missed call already: a queue rings them again and again. */
  readonly missed: readonly string[];
}

/** What is needed to judge a whole call. */
export interface CallContext {
  readonly call: WholeCall;
  readonly numbering: AsteriskNumbering;
  /** Any leg with its whole call's legs: somebody may have gone over to another call. */
  readonly legsAround: (legId: string) => Legs | null;
}
