import type { Journal } from '../../../calls/journal/Journal';
import type { TelephonyListener } from '../../../calls/Telephony';
import type { Clock } from '../../../system/Clock';
import type { AsteriskNumbering } from './AsteriskNumbering';

/** What the tracker needs. */
export interface CallTrackerOptions {
  readonly numbering: AsteriskNumbering;
  readonly listener: Pick<TelephonyListener, 'call' | 'finished' | 'resynced'> &
    Partial<Pick<TelephonyListener, 'closed'>>;
  readonly clock: Clock;
  /** Called when an event is not valid and was skipped, once for each kind. */
  readonly onFault: (event: string, error: Error) => void;
  /** Called when the dialplan or the network does not have the number that the agent called. */
  readonly onUnknownNumber?: (extension: string, number: string) => void;
  /** Journals of calls that were open when the backend stopped. */
  readonly journals?: readonly Journal[];
  /** When these calls were certainly there for the last time, ms since 1970; undefined: not known. */
  readonly seenAt?: number;
  /** Called in the same run as `listener.closed`, with what is left of the journal; null: all its whole calls are over. */
  readonly onClosed?: (id: string, left: Journal | null) => void;
}
