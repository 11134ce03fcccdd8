import type { Row, Statement } from '../Database';

/** What the thread of a database does. It knows nothing of the store's tables. */
export type ThreadOrder =
  /**
   * Opens the file.
   * @property lockPath a file that one process at a time can have; null: the database is opened beside a process that has it
   * @property applicationId marks the databases of this program; one of another program is not opened
   */
  | {
      readonly op: 'open';
      readonly path: string;
      readonly lockPath: string | null;
      readonly isReadOnly: boolean;
      readonly applicationId: number;
    }
  | { readonly op: 'write'; readonly statements: readonly Statement[] }
  | { readonly op: 'read'; readonly statement: Statement }
  /** Reads what can be read of a damaged file's tables, from both ends. */
  | { readonly op: 'salvage'; readonly path: string; readonly tables: readonly string[] }
  | { readonly op: 'backup'; readonly path: string }
  /** Puts what is in the WAL into the file. */
  | { readonly op: 'checkpoint' }
  | { readonly op: 'close' };

/** Answers by order. */
export interface ThreadAnswers {
  /** `foreign`: there is a database of another program, and it was closed again. */
  readonly open: 'opened' | 'foreign';
  readonly write: readonly number[];
  readonly read: readonly Row[];
  readonly salvage: Readonly<Record<string, readonly Row[]>>;
  readonly backup: null;
  readonly checkpoint: null;
  readonly close: null;
}

/** Why an order failed. */
export interface ThreadFault {
  /** SQLite's extended result code; 0: another error. */
  readonly code: number;
  readonly message: string;
  /** It was the lock that could not be had. */
  readonly isLock: boolean;
}

/** A message to the thread. */
export interface ThreadRequest {
  readonly id: number;
  readonly order: ThreadOrder;
}

/** A message of the thread. */
export type ThreadReply =
  | { readonly id: number; readonly answer: ThreadAnswers[keyof ThreadAnswers] }
  | { readonly id: number; readonly fault: ThreadFault };
