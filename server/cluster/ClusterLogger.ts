import type { LogLine } from '../system/LogLine';

/** The logger of the cluster; its lines contain no secrets. */
export interface ClusterLogger {
  info(details: object, text: string): void;
  warn(line: LogLine): void;
  error(line: LogLine): void;
}
