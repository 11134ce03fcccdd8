import type { WireNote } from '../../../protocol/callNote';
import type { CallNote } from './CallNote';
import type { NoteRight } from './NoteRights';
import { outcomesFor } from './outcomesFor';
import type { OutcomeSettings } from './outcomeSettings';
import { stateOf } from './noteState';

/** What a note is shown with. */
interface NoteShown {
  readonly settings: OutcomeSettings;
  readonly nameOf: (extension: string) => string;
  readonly right: NoteRight;
  readonly isLeadShown: boolean;
}

/** The note as the wire shows it to one of its agents. */
export function wireNote(
  note: CallNote,
  extension: string,
  { settings, nameOf, right, isLeadShown }: NoteShown,
): WireNote {
  const own = note.parts[extension];
  const choice = right === 'all' || note.choice?.by === extension ? note.choice : null;
  const others = right === 'all' ? Object.entries(note.parts) : [];
  return {
    ...stateOf(note, extension, settings),
    text: own?.text ?? '',
    written_at: own === undefined ? null : own.at / 1_000,
    writer: own?.writer ?? null,
    others: others
      .filter(([other, { text }]) => other !== extension && text.trim() !== '')
      .map(([other, { text, at }]) => ({ name: nameOf(other), text, written_at: at / 1_000 })),
    outcome_id: choice?.outcomeId ?? null,
    lead_id: isLeadShown && choice !== null ? String(choice.leadId) : null,
    task: choice?.task ? { text: choice.task.text, due_at: choice.task.dueAt / 1_000 } : null,
    chosen_by: choice === null ? null : nameOf(choice.by),
    offered: outcomesFor(note, settings).map(({ id }) => id),
  };
}
