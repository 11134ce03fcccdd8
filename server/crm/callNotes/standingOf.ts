import { KEPT_MS, type CallNote } from './CallNote';

/** How long an agent who is out of the call goes on with what they were writing, ms. */
export const LEAVING_MS = 600_000;

/**
 * What an agent has to do with a whole call.
 *
 * ```
 *   in ──out of the call──▶ leaving ──10 min, and the entry has gone──▶ last ──24 h after the call──▶ none
 *                              └──others had the call after them──▶ none
 * ```
 */
export type NoteStanding =
  /** They dial or talk in it now. */
  | 'in'
  /** They are out of it, and may still be writing. */
  | 'leaving'
  /** They were the last ones in it. */
  | 'last'
  | 'none';

/** What the agent has to do with the call. @param now ms since 1970 */
export function standingOf(note: CallNote, extension: string, now: number): NoteStanding {
  const legs = note.legs.filter((leg) => leg.extension === extension);
  if (legs.length === 0) return 'none';
  const isLive = note.phase === 'live';
  if (isLive && legs.some(({ leftAt }) => leftAt === null)) return 'in';
  const isLast = !isLive && note.record.extension === extension;
  if (isLast && note.phase === 'waiting') return 'leaving';
  const endedAt = isLive ? now : note.record.endedAt;
  const leftAt = Math.max(...legs.map((leg) => leg.leftAt ?? endedAt));
  if (now <= leftAt + LEAVING_MS) return 'leaving';
  return isLast && now <= endedAt + KEPT_MS ? 'last' : 'none';
}
