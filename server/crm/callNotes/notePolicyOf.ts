import type { NotePolicy } from './CallNote';
import type { OutcomeSettings } from './outcomeSettings';

/** What the company's settings say of notes; undefined: agents are not asked for outcomes. */
export function notePolicyOf(outcomes: OutcomeSettings | undefined): NotePolicy {
  if (outcomes === undefined) return { waitMs: null };
  const callBacks = outcomes.list.filter(({ callBack }) => callBack === true).map(({ id }) => id);
  return { waitMs: outcomes.waitSeconds * 1_000, callBacks: new Set(callBacks) };
}
