/** A value of a column. */
export type SqlValue = string | number | null;

/** One statement of SQL that both databases understand; values are `$1`, `$2` and so on. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export type Row = Readonly<Record<string, SqlValue>>;

/** What opening came to. */
export interface OpenedDatabase {
  /** Where the damaged one was put; null: it was not damaged. */
  readonly putAside: string | null;
  /** Rows that were read from the damaged one and put into the new one. */
  readonly salvaged: number;
  /** Those among them that are calls to be sent to amoCRM. */
  readonly unsent: number;
  /** It was there before, and is gone or empty. */
  readonly hasVanished: boolean;
  /** It is not the one that was open before: what was written may be missing in it. */
  readonly isReplaced: boolean;
}

/** An SQL database with the store's tables. All functions but `close` fail with a `StoreFault`. */
export interface Database {
  /** Opens it, or opens it again after a fault; brings its tables to this version. */
  open(): Promise<OpenedDatabase>;
  /** Runs all statements in one transaction; resolves once that survives a crash. @returns rows changed by each */
  write(statements: readonly Statement[]): Promise<readonly number[]>;
  /** The same, with no change by anyone else from the first statement to the last. */
  writeAlone(statements: readonly Statement[]): Promise<readonly number[]>;
  /** Rows of one statement; does not wait for writes, nor keep them waiting. */
  read(statement: Statement): Promise<readonly Row[]>;
  backup(path: string): Promise<void>;
  /**
   * Looks whether what is on the disk is still what is open: a file can be overwritten while its pages are in memory.
   * @param depth `begin`: its header and its tables, which takes milliseconds; `whole`: all of it
   */
  look(depth: 'begin' | 'whole'): Promise<void>;
  /** Leaves a mark for the next process while changes wait that can't be written; left out: there is no place for it. */
  markHeld?(isHeld: boolean): void;
  close(): Promise<void>;
}
