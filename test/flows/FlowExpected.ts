import type { ExpectedMissed } from './expectedMissed';
import type { Agent, ExpectedRecord } from './expectedRecords';

/** What the phones say of a flow, as a fixture of the pure tests has it. */
export interface FlowExpected {
  /** Number of the client. */
  readonly client: string;
  /** The entry in amoCRM; null: there is none. It counts where no screen was wrong. */
  readonly record: ExpectedRecord | null;
  /** What the screens that were wrong should have shown, and when they were looked at last, ms since 1970. */
  readonly screens: readonly {
    readonly agent: Agent;
    readonly at: number;
    readonly shows: readonly string[];
  }[];
  /** Missed calls at the end; empty: the flow was not played to its end. */
  readonly missed: readonly ExpectedMissed[];
}
