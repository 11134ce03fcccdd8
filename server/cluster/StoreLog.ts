import type { LogLine } from '../system/LogLine';

/** What the store writes into the log; secrets are never in it. */
export interface StoreLog {
  info(details: object, text: string): void;
  warn(line: LogLine): void;
  error(line: LogLine): void;
}
