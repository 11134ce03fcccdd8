import type { CallMarks } from '../../../../server/crm/callLog/CallMarks';
import type { AmoAccount } from '../../support/amo/AmoAccount';

/** Text of the one outcome that agents choose in these tests. */
export const OUTCOME = 'Продано';

/** What was said of one whole call. */
export interface Said {
  /** Key of the whole call. */
  readonly id: string;
  /** Words that agents have typed. */
  readonly typed: readonly string[];
  /** Null: no outcome was chosen. */
  readonly choice: { readonly hasTask: boolean } | null;
}

/** Fails unless amoCRM has of the call one entry, one note with all that was typed, its outcome once and its task once. */
export function expectOnce(account: AmoAccount, marks: CallMarks, { id, typed, choice }: Said): void {
  const { notes, tasks, unsorted } = account;
  expect(unsorted).toEqual([]);
  const entries = notes.filter(({ params }) => params.uniq?.split('~')[0] === id);
  const written = notes.filter(({ params }) => marks.revisionOf(params.text ?? '', id) !== null);
  // Behind the outcome may stand that a part of the call was not heard.
  const isInEntry = entries[0]?.params.call_result?.startsWith(OUTCOME) === true;
  const isInNote = new RegExp(`^(Итог|Outcome): ${OUTCOME}$`, 'm').test(written[0]?.params.text ?? '');
  expect([id, entries.length, tasks.filter(({ text }) => marks.isTaskOf(text, id)).length]).toEqual([
    id,
    1,
    Number(choice?.hasTask === true),
  ]);
  if (typed.length > 0) expect(written).toHaveLength(1);
  expect(written.length).toBeLessThanOrEqual(1);
  const placeOf = ({ type, entity_id }: (typeof notes)[number]): string => `${type} ${entity_id}`;
  expect(written.map(placeOf)).toEqual(entries.map(placeOf).slice(0, written.length));
  for (const text of typed) expect(written[0]?.params.text).toContain(text);
  expect(isInEntry || isInNote).toBe(choice !== null);
}
