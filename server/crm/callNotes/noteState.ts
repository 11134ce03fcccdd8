import type { WireNoteState } from '../../../protocol/callNote';
import type { CallNote } from './CallNote';
import { isRequiredFor } from './outcomesFor';
import type { OutcomeSettings } from './outcomeSettings';

/** The note as a status shows it to one of its agents: nothing of what stands in it. */
export function noteState(note: CallNote, extension: string, settings: OutcomeSettings): WireNoteState {
  const { parts, choice } = note;
  const others = Object.entries(parts)
    .filter(([other]) => other !== extension)
    .map(([, { at }]) => at);
  if (choice !== null && choice.by !== extension) others.push(choice.at);
  return {
    ...stateOf(note, extension, settings),
    has_outcome: hasOutcome(note),
    has_task: (choice?.task ?? null) !== null,
    texts: Object.values(parts).filter(({ text }) => text.trim() !== '').length,
    writer: parts[extension]?.writer ?? null,
    others_at: others.length === 0 ? null : Math.max(...others) / 1_000,
  };
}

/** What the wire says of a note wherever it speaks of one. */
export function stateOf(
  note: CallNote,
  extension: string,
  settings: OutcomeSettings,
): Pick<WireNoteState, 'is_asked' | 'is_required' | 'waits_until' | 'more_minutes' | 'is_logged'> {
  const isRequired = isRequiredFor(note, settings);
  const isWaiting = note.phase === 'waiting';
  const isLast = note.phase !== 'live' && note.record.extension === extension;
  return {
    is_asked: isLast && !hasOutcome(note) && (isWaiting || isRequired),
    is_required: isRequired,
    waits_until: isWaiting ? note.until / 1_000 : null,
    more_minutes: isWaiting ? note.moreMinutes : 0,
    is_logged: note.phase === 'logged',
  };
}

function hasOutcome({ choice }: CallNote): boolean {
  return (choice?.outcomeId ?? null) !== null;
}
