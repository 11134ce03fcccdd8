import { isSamePhone } from '../../../protocol/isSamePhone';
import type { CallRecord } from '../../calls/CallRecord';
import { isBeside } from './besideId';
import type { CallNote, NoteLeg } from './CallNote';
import { clientNumberOf } from './clientNumberOf';

/**
 * The note of a party in a whole call that is to be the note of this record; null: there is none, or the record has a note with its
 * client already. @param own the note of the whole call itself
 */
export function besideFor(
  { id, number, extension, extensions }: CallRecord,
  own: CallNote | undefined,
  all: readonly CallNote[],
): CallNote | null {
  if (own !== undefined && own.phase !== 'live') return null;
  if (own?.legs.some((leg) => leg.number !== null || leg.colleague === undefined) === true) return null;
  const wasIn = (leg: NoteLeg): boolean => leg.extension === extension || extensions.includes(leg.extension);
  const found = all.filter(
    (one) =>
      one.phase === 'live' &&
      isBeside(one.id) &&
      isSamePhone(clientNumberOf(one) ?? '', number) &&
      one.legs.some(wasIn) &&
      mayTakeOver(one, { id, extension }),
  );
  return found.find((one) => isBeside(one.id, id)) ?? found[0] ?? null;
}

/** Not while an agent talks on to whom the client was handed on, and not by a record of another agent, who has called the client once more. */
function mayTakeOver({ id, legs }: CallNote, record: Pick<CallRecord, 'id' | 'extension'>): boolean {
  const takers = legs.filter(({ number, consultOf }) => number !== null && consultOf === undefined);
  if (takers.some(({ leftAt }) => leftAt === null)) return false;
  return isBeside(id, record.id) || takers.length === 0 || takers.at(-1)?.extension === record.extension;
}
