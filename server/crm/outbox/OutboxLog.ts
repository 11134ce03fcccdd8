import type { OutageLog } from './Outages';

/** A job that was parked, and why. */
export interface FailedJob {
  readonly id: string;
  readonly reason: string;
}

/** Log of the outbox. */
export interface OutboxLog extends OutageLog {
  /** A job was parked until `retry`; it stays in the store. */
  parked(job: FailedJob): void;
  /** A write to the store failed. A stage does not run unless its begin is stored. */
  storeFailed(cause: unknown): void;
  /** An unexpected error. */
  broken(id: string, cause: unknown): void;
}
