import type { AgentCall } from './AgentCall';
import type { CallEvent, Identified } from './CallEvent';
import type { Party } from './Party';
import type { Origin } from './Telephony';
import { trackCalls, type Forgotten } from './trackCalls';
import { trackMissed, type MissedCall, type MissedSeen } from './trackMissed';

/** All that the backend knows of an agent's calls. */
export interface AgentPicture {
  readonly calls: readonly AgentCall[];
  readonly missed: readonly MissedCall[];
  /** Grows with each change, also over restarts, since it is never behind the clock (ms since 1970). */
  readonly revision: number;
  /** Where the last change comes from; null: from no event of the telephone system. */
  readonly origin: Origin | null;
}

/** What may change a picture. */
export type PictureEvent = CallEvent | Forgotten | MissedSeen | Identified;

/**
 * The picture after the event; the same picture when nothing has changed.
 * @param partyOf who has this number
 * @param now ms since 1970
 */
export function changePicture(
  picture: AgentPicture,
  event: PictureEvent,
  partyOf: (number: string) => Party,
  now: number,
  origin: Origin | null = null,
): AgentPicture {
  const calls = event.type === 'missedSeen' ? picture.calls : trackCalls(picture.calls, event, partyOf);
  const missed = trackMissed(picture.missed, event, picture.calls, calls);
  if (calls === picture.calls && missed === picture.missed) return picture;
  return { calls, missed, revision: Math.max(picture.revision + 1, now), origin };
}
