import type { CallNote } from './CallNote';

/** What agents say a call ended with. */
export interface Outcome {
  readonly id: string;
  /** In the user's language. */
  readonly text: string;
  /** Queues and lines whose calls may end so; null: all. */
  readonly lines: readonly string[] | null;
  /** The next task that is offered with it. */
  readonly task: { readonly text: string; readonly inMinutes: number } | null;
}

/** The company's outcomes. */
export interface Outcomes {
  /** Whose calls need one: all, none, or those to these queues and lines. */
  readonly required: 'always' | 'never' | readonly string[];
  readonly list: readonly Outcome[];
}

export const noOutcomes: Outcomes = { required: 'never', list: [] };

/**
 * Those that a call may end with: those that the backend offers, which knows the lines of the whole call; before it was asked, those of
 * the line by which the call came to the agent.
 */
export function outcomesFor(
  { list }: Outcomes,
  { offered, client: { via } }: Pick<CallNote, 'offered' | 'client'>,
): readonly Outcome[] {
  if (offered) return list.filter(({ id }) => offered.includes(id));
  return list.filter(({ lines }) => lines === null || (via !== null && lines.includes(via)));
}

/**
 * Does the company want an outcome of this agent? After the call the backend says it, since the agent may have handed the client over;
 * before, the line of the call. Never where there is none to choose.
 */
export function isWanted(outcomes: Outcomes, note: CallNote): boolean {
  const { required } = outcomes;
  const { via } = note.client;
  const isKnown = note.phase === 'over' && note.waitsUntil !== 'unknown';
  const isOfLine =
    typeof required === 'string' ? required === 'always' : via !== null && required.includes(via);
  // Until the outcomes have been read there are some: the backend wants one of them.
  const isUnread = isKnown && outcomes.list.length === 0;
  return (isKnown ? note.isWanted : isOfLine) && (isUnread || outcomesFor(outcomes, note).length > 0);
}

/** Is the outcome missing that the company wants? */
export function isOutcomeMissing(outcomes: Outcomes, note: CallNote): boolean {
  return note.choice.value.outcomeId === null && isWanted(outcomes, note);
}
