import type { PromisedCall } from '../callBacks/CallBackList';
import type { CallNote, NotePolicy } from './CallNote';

/**
 * The call-back that the note's outcome promises the client; null: none, or the call is not over. It is one of an outcome with
 * `callBack`, and its time is that of the next task.
 */
export function promiseOf(note: CallNote, { callBacks }: Pick<NotePolicy, 'callBacks'>): PromisedCall | null {
  if (note.phase === 'live') return null;
  const { id: call, choice, record } = note;
  const outcomeId = choice?.outcomeId ?? null;
  if (choice === null || outcomeId === null || callBacks?.has(outcomeId) !== true) return null;
  if (choice.task === null) return null;
  const promisedAt = Math.max(record.endedAt, choice.at);
  return { call, by: choice.by, dueAt: choice.task.dueAt, promisedAt };
}
