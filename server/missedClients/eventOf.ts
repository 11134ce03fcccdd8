import { phoneKey } from '../../protocol/isSamePhone';
import type { CallRecord } from '../calls/CallRecord';
import type { MissedClientEvent } from './changeMissedClient';

/**
 * What a whole call that is over is for the client's line; null: nothing. Pure.
 * @param talkMs a talk of this length counts, ms
 */
export function eventOf(record: CallRecord, talkMs: number): MissedClientEvent | null {
  const { id, number, via, direction, outcome, extension, extensions, startedAt, answeredAt, endedAt } =
    record;
  const isTalk = outcome === 'answered' && answeredAt !== null && endedAt - answeredAt >= talkMs;
  if (isTalk) return { type: 'talked', by: extension, at: endedAt };
  // Also a client's answering machine that was heard for a moment.
  if (direction === 'outbound') return { type: 'attempted', by: extension, at: endedAt };
  if (outcome === 'answered') return null;
  const key = phoneKey(number);
  return { type: 'missed', id, key, number, line: via, rung: extensions, startedAt, endedAt };
}
