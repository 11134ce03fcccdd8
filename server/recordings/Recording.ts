import type { CallRecord } from '../calls/CallRecord';

/** The call whose recording a link leads to, as encoded in the link's token. */
export interface Recording extends Pick<
  CallRecord,
  'id' | 'direction' | 'number' | 'extension' | 'startedAt' | 'endedAt' | 'namedAt'
> {
  /** Path or file name from the telephone system; null when unknown: templates then find it by the other fields. */
  readonly file: string | null;
  /** Time at which the link expires, ms since 1970. */
  readonly expiresAt: number;
}
