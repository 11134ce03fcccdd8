import * as v from 'valibot';
import { searchDigits } from '../../../protocol/searchDigits';

const number = v.nullish(v.string(), '');

/** Of a journal, or of a driver's record, which is kept where there is no journal. */
const kept = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ number, participants: v.optional(v.array(v.object({ number })), []) }),
);

/** The whole numbers of a call by which it was found in the history. @param numberKey that it was found by */
export function numbersOfCall(journal: string, numberKey: string): readonly string[] {
  const parsed = v.safeParse(kept, journal);
  if (!parsed.success) return [];
  const { participants, number: own } = parsed.output;
  const all = [own, ...participants.map((one) => one.number)];
  return [...new Set(all)].filter((one) => searchDigits(one) === numberKey);
}
