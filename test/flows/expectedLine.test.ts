import { expectedLine } from './expectedLine';
import { expectedRecord } from './expectedRecords';
import { NUMBER, phoneCall, timelineOf } from './timelineOf';
import type { PhoneCall, Timeline } from './Timeline';

const inVain = phoneCall('client', true, '4951', [0, 'calling'], [4_000, 'ended']);
const talk = (ms: number): readonly PhoneCall[] => [
  phoneCall('client', true, '4951', [0, 'calling'], [2_000, 'up', '101'], [2_000 + ms, 'ended']),
  phoneCall('anna', false, NUMBER, [100, 'ringing'], [2_000, 'up', 'client'], [2_000 + ms, 'ended']),
];
const lineOf = (timeline: Timeline, before: number): number | null =>
  expectedLine(timeline, expectedRecord(timeline), before);

test('a call in vain counts, whether any phone rang or none', () => {
  const ring = phoneCall('anna', false, NUMBER, [100, 'ringing'], [4_000, 'ended']);
  expect(lineOf(timelineOf(inVain, ring), 0)).toBe(1);
  expect(lineOf(timelineOf(inVain), 2)).toBe(3);
});

test('a talk closes the line, one of a moment does not', () => {
  expect(lineOf(timelineOf(...talk(3_000)), 2)).toBe(0);
  expect(lineOf(timelineOf(...talk(500)), 2)).toBe(2);
});

test('our own call in vain, and one among those inside, leave it', () => {
  const own = phoneCall('boris', true, NUMBER, [0, 'calling'], [4_000, 'ended']);
  const called = phoneCall('client', false, '4951', [100, 'ringing'], [4_000, 'ended']);
  expect(lineOf(timelineOf(own, called), 1)).toBe(1);
  const inside = phoneCall('boris', true, '1001', [0, 'calling'], [4_000, 'ended']);
  expect(lineOf(timelineOf(inside), 1)).toBe(1);
});

test('of a talk while the backend was away it is not known', () => {
  const away = [{ from: 1_000, to: 3_000 }];
  expect(lineOf({ ...timelineOf(...talk(3_000)), away }, 1)).toBeNull();
});
