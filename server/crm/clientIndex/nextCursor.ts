import * as v from 'valibot';

const seconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** How far a list of amoCRM was read. */
export const cursorSchema = v.object({
  /** The page is one of the cards that were changed then or later, seconds since 1970. */
  from: seconds,
  /** From 1. */
  page: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The latest change that was seen, seconds since 1970. */
  newest: seconds,
  /** Was the list read to its end once? */
  isFilled: v.boolean(),
});

/** See `cursorSchema`. */
export type Cursor = v.InferOutput<typeof cursorSchema>;

export const FIRST_CURSOR: Cursor = { from: 0, page: 1, newest: 0, isFilled: false };

/**
 * What is read again at each poll, s: a card may appear in the list a little after the second that its change names.
 */
const OVERLAP_SECONDS = 10;

/** A page as far as the cursor is concerned. */
export interface ReadPage {
  /** Number of cards on it, odd ones too. */
  readonly count: number;
  /** When each was changed, seconds since 1970, in the order of the page; null: not known. */
  readonly changedAt: readonly (number | null)[];
}

/**
 * Where to go on after a page of the list in the order of changes.
 *
 * ```
 * (from, 1) ──full page, its last change is later than `from`──▶ (that change, 1)
 * (from, n) ──full page of one second, or not in order─────────▶ (from, n + 1)
 * (from, n) ──last page────────────────────────────────────────▶ end: the next poll is (newest − 10 s, 1)
 * ```
 * Going on by time and not by page numbers, nothing is missed when cards change, come or go while the list is read: a changed
 * card moves to its end. Pages are counted within one second, and in a list that amoCRM gives in no such order: there a card may
 * be missed while others are deleted, until it changes. A change of the future, as amoCRM's API lets a user write it, is
 * not gone on from: the changes before it would be missed.
 * @param list `limit`: of a page; `isByChange`: is the list in the order of changes? `now`: seconds since 1970
 */
export function nextCursor(
  cursor: Cursor,
  { count, changedAt }: ReadPage,
  { limit, isByChange, now }: { readonly limit: number; readonly isByChange: boolean; readonly now: number },
): { readonly cursor: Cursor; readonly isEnd: boolean } {
  const times = changedAt.filter((at) => at !== null);
  const newest = Math.max(Math.min(cursor.newest, now), ...times.filter((at) => at <= now));
  if (count < limit) {
    const from = Math.max(0, newest - OVERLAP_SECONDS);
    return { cursor: { from, page: 1, newest, isFilled: true }, isEnd: true };
  }
  const isInOrder =
    isByChange &&
    times.length === changedAt.length &&
    times.every((at, index) => at >= (times[index - 1] ?? cursor.from));
  const last = times.at(-1);
  if (isInOrder && last !== undefined && last > cursor.from)
    return { cursor: { ...cursor, from: last, page: 1, newest }, isEnd: false };
  return { cursor: { ...cursor, page: cursor.page + 1, newest }, isEnd: false };
}
