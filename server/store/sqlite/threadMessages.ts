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
  | SalvageOrder
  | { readonly op: 'backup'; readonly path: string }
  /**
   * Puts what is in the WAL into the file. `PASSIVE` waits for no reader; `TRUNCATE` waits for them, up to 5 s, and leaves
   * nothing in the WAL.
   */
  | { readonly op: 'checkpoint'; readonly mode: 'PASSIVE' | 'TRUNCATE' }
  /** Writes into the lock's file that the database was whole once; the lock is kept. */
  | { readonly op: 'markUsed' }
  /** Closes the database and keeps the lock. */
  | { readonly op: 'closeFile' }
  | { readonly op: 'close' };

/** Copies rows of a damaged file's table into the open database, in one transaction; rows that are there already stay. */
export interface SalvageOrder {
  readonly op: 'salvage';
  readonly path: string;
  readonly table: string;
  readonly direction: 'ASC' | 'DESC';
  /** Row number that the part before has ended with; null: it is the first one. */
  readonly after: number | null;
  /** Largest number of rows. */
  readonly limit: number;
}

/** What came of a `SalvageOrder`. */
export interface SalvagedPart {
  /** Rows that were put into the open database. */
  readonly rows: number;
  /** Number of the last row that could be read. */
  readonly last: number | null;
  /** No row follows, or none that can be read. */
  readonly isEnd: boolean;
  /** All rows in this direction could be read. */
  readonly isWhole?: boolean;
}

/** Answers by order. */
export interface ThreadAnswers {
  /** `foreign`: there is a database of another program, and it was closed again. */
  readonly open: 'opened' | 'foreign';
  readonly write: readonly number[];
  readonly read: readonly Row[];
  readonly salvage: SalvagedPart;
  readonly backup: null;
  /** Is all of the WAL in the file? */
  readonly checkpoint: boolean;
  readonly markUsed: null;
  readonly closeFile: null;
  readonly close: null;
}

/** Why an order failed. */
export interface ThreadFault {
  /** SQLite's extended result code; 0: another error, as of a value that has no SQL type; -1: there is no database. */
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
