import type { CallRecord } from './CallRecord';

/** The record with times of the machine's clock, as others read them. @param correction `CallClock.correction`, ms */
export function onMachineClock(record: CallRecord, correction: number): CallRecord {
  if (correction === 0) return record;
  return {
    ...record,
    startedAt: record.startedAt + correction,
    answeredAt: record.answeredAt === null ? null : record.answeredAt + correction,
    endedAt: record.endedAt + correction,
  };
}
