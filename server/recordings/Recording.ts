import type { CallRecord } from '../calls/CallRecord';

/** What a link says of the recording that it leads to. */
export interface Recording extends Pick<
  CallRecord,
  'id' | 'direction' | 'number' | 'extension' | 'startedAt' | 'endedAt'
> {
  /** As the telephone system names it: a path or a bare file name; null: it has to be found by the rest. */
  readonly file: string | null;
  /** When the link stops working, ms since 1970. */
  readonly expiresAt: number;
}
