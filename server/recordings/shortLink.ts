import type { CallRecord } from '../calls/CallRecord';
import { candidatePaths } from './candidatePaths';
import { findSound } from './findSound';
import type { RecordingLinks } from './RecordingLinks';
import type { RecordingsSettings } from './recordingsSettings';
import { LATE_MS } from './untilWritten';

/** How long a link for the list of calls is good, ms: long enough to listen, too short to be passed on. */
export const SHORT_LINK_MS = 15 * 60_000;

/** A link that ends soon. */
export interface ShortLink {
  readonly url: string;
  /** ms since 1970 */
  readonly expiresAt: number;
}

/**
 * A link to the recording of a call that ends soon, and no later than the one in amoCRM; null: there is no recording, or that
 * one has ended.
 * @param now ms since 1970
 */
export async function shortLink(
  record: CallRecord,
  links: RecordingLinks,
  settings: RecordingsSettings,
  now: number,
): Promise<ShortLink | null> {
  const expiresAt = Math.min(now + SHORT_LINK_MS, links.expiryOf(record));
  const url = expiresAt <= now ? null : links.linkOf(record, expiresAt);
  if (url === null) return null;
  const found = await findSound(candidatePaths(links.recordingOf(record, expiresAt), settings));
  // Shortly after the call the file may still come.
  return found === null && now - record.endedAt >= LATE_MS ? null : { url, expiresAt };
}
