import type { CallNote, NoteErrand, NotePolicy } from './CallNote';
import { promiseOf } from './promiseOf';

/** What a change of the note means for the promise; null: nothing. */
export function promiseErrand(
  before: CallNote,
  after: CallNote | null,
  policy: NotePolicy,
): NoteErrand | null {
  if (after === null || (after.choice === before.choice && after.phase === before.phase)) return null;
  const [known, promise] = [promiseOf(before, policy), promiseOf(after, policy)];
  if (promise === null) return known === null ? null : { type: 'withdrawn', by: after.choice?.by ?? null };
  return known?.promisedAt === promise.promisedAt && known.dueAt === promise.dueAt && known.by === promise.by
    ? null
    : { type: 'promised', promise };
}
