import { expectedRecord } from './expectedRecords';
import { expectedMissed } from './expectedMissed';
import { NUMBER, phoneCall, timelineOf } from './timelineOf';

test('who talked last has the entry, and the talk counts from the first to the last', () => {
  const client = phoneCall(
    'client',
    true,
    '4951',
    [0, 'calling'],
    [2_000, 'up', '101'],
    [5_000, 'up', '102'],
    [9_000, 'ended'],
  );
  const anna = phoneCall('anna', false, NUMBER, [100, 'ringing'], [2_000, 'up', 'client'], [5_000, 'ended']);
  const boris = phoneCall(
    'boris',
    false,
    NUMBER,
    [4_000, 'ringing'],
    [5_000, 'up', 'client'],
    [9_000, 'ended'],
  );
  expect(expectedRecord(timelineOf(client, anna, boris))).toMatchObject({
    direction: 'inbound',
    statuses: [4],
    by: ['boris'],
    seconds: [6, 8],
  });
});

test('a client who gives up was missed by whom it rang at, a phone that refused has not missed it', () => {
  const client = phoneCall('client', true, '4952', [0, 'calling'], [4_000, 'ended']);
  const anna = phoneCall('anna', false, NUMBER, [100, 'ringing'], [4_000, 'ended']);
  const boris = { ...phoneCall('boris', false, NUMBER, [100, 'ringing'], [900, 'ended']), refused: 486 };
  expect(expectedRecord(timelineOf(client, anna, boris))).toMatchObject({ statuses: [6], by: ['anna'] });
  expect(expectedMissed(timelineOf(client, anna, boris)).map(({ numbers }) => numbers)).toEqual([
    ['9101000001'],
    [],
    [],
  ]);
});

test('an agent whom a colleague has only consulted did not take part in the call of the client', () => {
  const client = phoneCall(
    'client',
    true,
    '4951',
    [0, 'calling'],
    [2_000, 'up', '104'],
    [5_000, 'up', 'music'],
    [8_000, 'ended'],
  );
  const anna = phoneCall('anna', false, NUMBER, [100, 'ringing'], [500, 'ended']);
  const gleb = phoneCall('gleb', false, NUMBER, [600, 'ringing'], [2_000, 'up', 'client'], [8_000, 'ended']);
  const asks = phoneCall('gleb', true, '1002', [5_000, 'calling']);
  const boris = phoneCall('boris', false, '1004', [5_100, 'ringing'], [8_000, 'ended']);
  expect(expectedRecord(timelineOf(client, anna, gleb, asks, boris))).toMatchObject({ by: ['anna'] });
});

test('a called client who is sent to a group and answered there is a missed call of no other member', () => {
  const client = phoneCall(
    'client',
    false,
    '+74951000000',
    [0, 'ringing'],
    [2_000, 'up', '103'],
    [5_000, 'up', '102'],
  );
  const anna = phoneCall('anna', false, NUMBER, [4_000, 'ringing'], [5_000, 'ended']);
  const boris = phoneCall('boris', false, NUMBER, [4_000, 'ringing'], [5_000, 'up', 'client']);
  expect(expectedMissed(timelineOf(client, anna, boris)).map(({ numbers }) => numbers)).toEqual([[], [], []]);
});

test('colleagues who talk have no entry', () => {
  const anna = phoneCall('anna', true, '1002', [0, 'calling'], [1_000, 'up', '102'], [3_000, 'ended']);
  const boris = phoneCall('boris', false, '1001', [100, 'ringing'], [1_000, 'up', '101'], [3_000, 'ended']);
  expect(expectedRecord(timelineOf(anna, boris))).toBeNull();
});

test('whom only a phone without an agent has talked with is no agent’s', () => {
  const client = phoneCall('client', true, '4959', [0, 'calling'], [2_000, 'up', '104'], [5_000, 'ended']);
  const gleb = phoneCall('gleb', false, NUMBER, [100, 'ringing'], [2_000, 'up', 'client'], [5_000, 'ended']);
  expect(expectedRecord(timelineOf(client, gleb))).toMatchObject({ statuses: [4], by: [null] });
});

test('of an end that was not heard who talked last before is responsible', () => {
  const client = phoneCall(
    'client',
    true,
    '4951',
    [0, 'calling'],
    [2_000, 'up', '101'],
    [15_000, 'up', '102'],
    [20_000, 'ended'],
  );
  const anna = phoneCall('anna', false, NUMBER, [100, 'ringing'], [2_000, 'up', 'client'], [15_000, 'ended']);
  const boris = phoneCall(
    'boris',
    false,
    NUMBER,
    [14_000, 'ringing'],
    [15_000, 'up', 'client'],
    [20_000, 'ended'],
  );
  const timeline = timelineOf(client, anna, boris);
  const away = (from: number): typeof timeline => ({ ...timeline, away: [{ from, to: 30_000 }] });
  expect(expectedRecord(away(10_000))).toMatchObject({ by: ['anna'] });
  // Whether the begin of a talk was heard just before can't be known.
  expect(expectedRecord(away(15_100))).toMatchObject({ by: ['anna', 'boris'] });
  expect(expectedRecord(away(17_000))).toMatchObject({ by: ['boris'] });
});

test('of a talk of which nothing was heard, whose phone was heard ringing last is responsible', () => {
  const client = phoneCall('client', true, '4952', [0, 'calling'], [9_000, 'up', '102'], [12_000, 'ended']);
  const anna = phoneCall('anna', false, NUMBER, [100, 'ringing'], [7_000, 'ended']);
  const boris = phoneCall(
    'boris',
    false,
    NUMBER,
    [8_000, 'ringing'],
    [9_000, 'up', 'client'],
    [12_000, 'ended'],
  );
  const timeline = { ...timelineOf(client, anna, boris), away: [{ from: 5_000, to: 20_000 }] };
  expect(new Set(expectedRecord(timeline)?.by)).toEqual(new Set(['anna', 'boris']));
});

test('of a last talk that our backend has not heard at all nothing need be counted', () => {
  const client = phoneCall(
    'client',
    true,
    '4951',
    [0, 'calling'],
    [1_000, 'up', '101'],
    [5_000, 'up', 'music'],
    [9_000, 'up', '102'],
    [14_000, 'ended'],
  );
  const anna = phoneCall('anna', false, NUMBER, [100, 'ringing'], [1_000, 'up', 'client'], [5_000, 'ended']);
  const boris = phoneCall(
    'boris',
    false,
    NUMBER,
    [6_000, 'ringing'],
    [9_000, 'up', 'client'],
    [14_000, 'ended'],
  );
  const away = [{ from: 8_000, to: 20_000 }];
  expect(expectedRecord({ ...timelineOf(client, anna, boris), away })?.seconds[0]).toBe(3);
  expect(expectedRecord(timelineOf(client, anna, boris))?.seconds[0]).toBe(12);
});

test('a client whom only a phone without an agent has talked with, and which asked an agent, is of who was rung for the client', () => {
  const client = phoneCall('client', true, '4951', [0, 'calling'], [1_000, 'up', '104'], [9_000, 'ended']);
  const anna = phoneCall('anna', false, NUMBER, [100, 'ringing'], [500, 'ended']);
  const gleb = phoneCall('gleb', false, NUMBER, [600, 'ringing'], [1_000, 'up', 'client'], [9_000, 'ended']);
  const vera = phoneCall('vera', false, '1004', [3_000, 'ringing'], [4_000, 'up', '104'], [6_000, 'ended']);
  expect(expectedRecord(timelineOf(client, anna, gleb, vera))?.by).toEqual(['anna']);
});
