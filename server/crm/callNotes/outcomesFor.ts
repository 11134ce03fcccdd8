import type { CallNote } from './CallNote';
import { isAskedOf } from './isAskedOf';
import type { OutcomeSetting, OutcomeSettings } from './outcomeSettings';

/** The outcomes that are offered for a call: those for all lines, and those for one that it came by. */
export function outcomesFor(
  note: CallNote,
  { list }: Pick<OutcomeSettings, 'list'>,
): readonly OutcomeSetting[] {
  const known = linesOf(note);
  return list.filter(({ lines }) => lines === undefined || lines.some((line) => known.has(line)));
}

/** Does the company want an outcome of this call, which is over? */
export function isRequiredFor(note: CallNote, { required }: Pick<OutcomeSettings, 'required'>): boolean {
  if (note.phase === 'live' || !isAskedOf(note.record) || required === 'never') return false;
  const known = linesOf(note);
  return required === 'always' || required.some((line) => known.has(line));
}

/** By which queues and lines the call came: it keeps that of its begin when it is handed over. */
function linesOf(note: CallNote): ReadonlySet<string> {
  const lines = note.legs.map(({ via }) => via);
  if (note.phase !== 'live') lines.push(note.record.via);
  return new Set(lines.filter((line) => line !== null));
}
