import * as v from 'valibot';
import { isSamePhone, isWholeNumber } from '../../../protocol/isSamePhone';
import { searchDigits } from '../../../protocol/searchDigits';
import type { CallOutcome, CallRecord } from '../../calls/CallRecord';
import type { CallHistory, HistoryCall } from '../callerCard/CallHistory';
import { numbersOfCall } from '../callerCard/numbersOfCall';

/** Earlier calls of a client that are looked at: more are seldom left unsorted. */
const MOST_CALLS = 20;

const outcomes: Readonly<Record<CallOutcome, null>> = {
  answered: null,
  missed: null,
  busy: null,
  noAnswer: null,
  rejected: null,
  failed: null,
};
const outcomeSchema = v.picklist(Object.keys(outcomes) as CallOutcome[]);

/**
 * Records of the client's ended calls, the newest first, as the history has them: without line and recording. Fails
 * when the history can't be read.
 * @param isMeant those that it says no to are left out
 */
export async function earlierCalls(
  history: CallHistory,
  number: string,
  isMeant: (call: HistoryCall) => boolean,
): Promise<readonly CallRecord[]> {
  if (!isWholeNumber(number)) return [];
  const numberKey = searchDigits(number);
  const { calls } = await history.page({ numberKey, limit: MOST_CALLS });
  return calls.filter(isMeant).flatMap((call) => {
    const own = numbersOfCall(call.journal, numberKey).find((one) => isSamePhone(one, number));
    return own === undefined ? [] : recordsOf(call, own);
  });
}

function recordsOf(call: HistoryCall, number: string): readonly CallRecord[] {
  const { id, direction, startedAt, talkSeconds, extension } = call;
  const outcome = v.safeParse(outcomeSchema, call.outcome);
  if (direction === 'internal' || !outcome.success) return [];
  const isAnswered = outcome.output === 'answered';
  return [
    {
      id,
      direction,
      number,
      via: null,
      outcome: outcome.output,
      extension,
      extensions: extension === null ? [] : [extension],
      startedAt,
      answeredAt: isAnswered ? startedAt : null,
      endedAt: startedAt + talkSeconds * 1_000,
      recording: null,
    },
  ];
}
