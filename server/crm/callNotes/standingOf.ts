import { KEPT_MS, type CallNote, type NoteLeg } from './CallNote';
import { isConsulted } from './isConsulted';
import { isWithClient } from './isWithClient';

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
  /** They have the client in it now, or a colleague who has asks them about the client. */
  | 'in'
  /** They are out of it, and may still be writing. */
  | 'leaving'
  /** They were the last ones in it. */
  | 'last'
  | 'none';

/**
 * What the agent has to do with the call. Who stays in it with a colleague alone is out of it: also where they have consulted the
 * client from that talk and handed them over, and where that colleague was not asked about the client. @param now ms since 1970
 */
export function standingOf(note: CallNote, extension: string, now: number): NoteStanding {
  const isLive = note.phase === 'live';
  const lastOne = isLive ? lastWithClient(note.legs) : note.record.extension;
  const isLast = lastOne === extension;
  const legs = note.legs.filter((leg) => leg.extension === extension && (isAboutClient(note, leg) || isLast));
  if (legs.length === 0) return 'none';
  if (isLive && legs.some((leg) => isIn(note, leg))) return 'in';
  const isStaying = isLive && legs.some(({ leftAt }) => leftAt === null);
  if (isLast && (isStaying || note.phase === 'waiting')) return 'leaving';
  const endedAt = isLive ? now : note.record.endedAt;
  const first = legs.filter(({ isAgain }) => isAgain !== true);
  // To call the client once more does not give them longer.
  const counted = first.length > 0 ? first : legs;
  const leftAt = Math.max(...counted.map((leg) => leg.leftAt ?? endedAt));
  if (now <= leftAt + LEAVING_MS) return 'leaving';
  return isLast && !isLive && now <= endedAt + KEPT_MS ? 'last' : 'none';
}

/** Was it a talk with the client or about them? All of them as long as no client is known. */
function isAboutClient(note: CallNote, { number, colleague, wasConsulted }: NoteLeg): boolean {
  return number !== null || colleague === undefined || wasConsulted === true || !hasClient(note);
}

function isIn(note: CallNote, leg: NoteLeg): boolean {
  if (leg.leftAt !== null || leg.isAgain === true) return false;
  return !hasClient(note) || isWithClient(leg) || isConsulted(note.legs, leg);
}

function hasClient({ phase, legs }: CallNote): boolean {
  return phase !== 'live' || legs.some(({ number }) => number !== null);
}

/** Extension of the agent who has got the client last. */
function lastWithClient(legs: readonly NoteLeg[]): string | null {
  const withClient = legs.filter(({ number, isAgain }) => number !== null && isAgain !== true);
  return withClient.at(-1)?.extension ?? null;
}
