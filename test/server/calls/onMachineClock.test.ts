import type { CallRecord } from '../../../server/calls/CallRecord';
import { onMachineClock } from '../../../server/calls/onMachineClock';

const record: CallRecord = {
  id: '1',
  direction: 'inbound',
  number: '+79101234567',
  via: null,
  outcome: 'answered',
  extension: '101',
  extensions: ['101'],
  startedAt: 1_000,
  answeredAt: 2_000,
  endedAt: 3_000,
  recording: null,
};

test('times of a record are those of the machine’s clock', () => {
  expect(onMachineClock(record, 0)).toBe(record);
  expect(onMachineClock(record, 500)).toEqual({
    ...record,
    startedAt: 1_500,
    answeredAt: 2_500,
    endedAt: 3_500,
  });
  expect(onMachineClock({ ...record, answeredAt: null }, -500)).toMatchObject({
    answeredAt: null,
    endedAt: 2_500,
  });
});
