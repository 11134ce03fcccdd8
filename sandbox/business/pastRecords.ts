import type { CallRecord } from '../../server/calls/CallRecord';
import { dialable } from '../page/dialable';
import type { Business, PastCall } from './Business';

/** How long it rang before an answer, and without one, ms. */
const ANSWERED_MS = 8_000;
const RANG_MS = 24_000;

/** A past call and its record, as the backend would have made it. */
export interface PastRecord {
  readonly call: PastCall;
  readonly record: CallRecord;
}

/** The past calls of a business with their records, the newest first. @param now when the account begins, ms since 1970 */
export function pastRecords(business: Business, now: number): readonly PastRecord[] {
  return business.pastCalls
    .map((call, index) => ({ call, record: recordOf(call, `before-${index + 1}`, business, now) }))
    .sort((a, b) => b.record.startedAt - a.record.startedAt);
}

function recordOf(call: PastCall, id: string, { cards, users, queue }: Business, now: number): CallRecord {
  const { direction, user, with: of, talked, ended } = call;
  const found =
    typeof of === 'string' ? undefined : cards.find((card) => card.kind === of.kind && card.id === of.id);
  const extension = users.find((one) => one.id === user)?.extension ?? '';
  const startedAt = timeOf(call, now);
  const answeredAt = talked > 0 ? startedAt + ANSWERED_MS : null;
  return {
    id,
    direction,
    number: typeof of === 'string' ? of : dialable(found?.phones[0]),
    via: direction === 'inbound' ? queue : null,
    outcome: ended,
    extension: extension === '' ? null : extension,
    extensions: extension === '' ? [] : [extension],
    startedAt,
    answeredAt,
    endedAt: answeredAt === null ? startedAt + RANG_MS : answeredAt + talked * 1_000,
    recording: null,
  };
}

/** When the call began, ms since 1970. */
function timeOf({ days, time }: PastCall, now: number): number {
  const day = new Date(now);
  for (let left = days; left > 0;) {
    day.setDate(day.getDate() - 1);
    const isWeekend = day.getDay() === 0 || day.getDay() === 6;
    if (!isWeekend) left -= 1;
  }
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return day.setHours(hours, minutes, 0, 0);
}
