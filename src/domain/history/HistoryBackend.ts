import type { PastCall } from './PastCall';

/** Which calls are listed. */
export const historyFilters = ['all', 'inbound', 'outbound', 'internal', 'missed', 'answered'] as const;

/** What the agent wants to see. */
export interface HistoryQuery {
  /** Others' calls too, as far as the agent may see them. */
  readonly isDepartment: boolean;
  readonly filter: (typeof historyFilters)[number];
  /** Digits of a number, or a name; empty: all. */
  readonly search: string;
}

/** A part of the list. */
export interface HistoryPage {
  readonly calls: readonly PastCall[];
  /** Where the next part begins; null: this is the last one. */
  readonly next: string | null;
  /** May the agent see others' calls? */
  readonly hasDepartment: boolean;
}

/** The backend's list of past calls. Both reject with a `Failure`. */
export interface HistoryBackend {
  /** @param after `next` of the part before; null: from the newest call on */
  page(query: HistoryQuery, after: string | null): Promise<HistoryPage>;
  /** Address of a recording, good for some minutes; null: there is none. */
  recording(callId: string): Promise<string | null>;
}
