import * as v from 'valibot';
import { directions } from './call';

/** Most calls on a page. */
const LONGEST_PAGE = 50;

/** Longest text that is searched for, characters. */
const LONGEST_SEARCH = 100;

/** Longest cursor, characters. */
const LONGEST_CURSOR = 1_000;

/** Parameters of `get_history`. What is left out is not looked at. */
export const historyQuery = v.object({
  /** `own`: calls in which the agent's phone took part, or rang; `department`: all that the agent may see. */
  scope: v.picklist(['own', 'department']),
  direction: v.optional(v.picklist(directions)),
  outcome: v.optional(v.picklist(['answered', 'missed', 'busy', 'noAnswer', 'rejected', 'failed'])),
  /** Digits of a number, or the beginning of a name as the phone book finds it. */
  search: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_SEARCH))),
  /** `next` of the page before. */
  cursor: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_CURSOR))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST_PAGE)),
});

/** See `historyQuery`. */
export type HistoryQuery = v.InferOutput<typeof historyQuery>;
