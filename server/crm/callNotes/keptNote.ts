import type { KeptNote } from '../../calls/KeptNote';
import type { CallNote } from './CallNote';

/** What is kept of a note with its call, as the text of a `KeptNote`; null: nothing was written or chosen. */
export function keptNote({ parts, choice }: Pick<CallNote, 'parts' | 'choice'>): string | null {
  const texts = Object.entries(parts)
    .filter(([, { text }]) => text.trim() !== '')
    .sort(([, one], [, other]) => one.at - other.at)
    .map(([by, { text }]) => ({ by, text }));
  const outcome =
    choice === null || choice.outcomeId === null ? null : { id: choice.outcomeId, by: choice.by };
  const note: KeptNote = { texts, outcome };
  return texts.length === 0 && outcome === null ? null : JSON.stringify(note);
}
