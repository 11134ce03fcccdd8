import { expectedRecord } from './expectedRecords';
import { expectedMissed } from './expectedScreens';
import type { PhoneCall, Timeline } from './Timeline';

const voices = {
  anna: '101',
  anna2: '201',
  boris: '102',
  vera: '103',
  gleb: '104',
  client: 'client',
  client2: 'client2',
  mobile: 'mobile',
};
const NUMBER = '+79101000001';

/** @param heard whose tones, in the order of the moments: [ms, phase, voice] */
function call(
  phone: PhoneCall['phone'],
  isOut: boolean,
  number: string,
  ...heard: readonly (readonly [number, 'calling' | 'ringing' | 'up' | 'ended', string?])[]
): PhoneCall {
  const moments = heard.map(([at, phase, voice]) => {
    return { at, phase, hears: voice === undefined ? [] : [voice], isHolding: false, isMuted: false };
  });
  return {
    phone,
    isOut,
    number,
    own: phone === 'client' ? NUMBER : `100${voices[phone].slice(-1)}`,
    refused: null,
    isOrdered: false,
    clicked: null,
    moments,
  };
}

const timeline = (...calls: readonly PhoneCall[]): Timeline => ({ calls, away: [], voices });

test('who talked last has the entry, and the talk counts from the first to the last', () => {
  const client = call(
    'client',
    true,
    '4951',
    [0, 'calling'],
    [2_000, 'up', '101'],
    [5_000, 'up', '102'],
    [9_000, 'ended'],
  );
  const anna = call('anna', false, NUMBER, [100, 'ringing'], [2_000, 'up', 'client'], [5_000, 'ended']);
  const boris = call('boris', false, NUMBER, [4_000, 'ringing'], [5_000, 'up', 'client'], [9_000, 'ended']);
  expect(expectedRecord(timeline(client, anna, boris))).toMatchObject({
    direction: 'inbound',
    statuses: [4],
    by: ['boris'],
    seconds: [6, 8],
  });
});

test('a client who gives up was missed by whom it rang at, a phone that refused has not missed it', () => {
  const client = call('client', true, '4952', [0, 'calling'], [4_000, 'ended']);
  const anna = call('anna', false, NUMBER, [100, 'ringing'], [4_000, 'ended']);
  const boris = { ...call('boris', false, NUMBER, [100, 'ringing'], [900, 'ended']), refused: 486 };
  expect(expectedRecord(timeline(client, anna, boris))).toMatchObject({ statuses: [6], by: ['anna'] });
  expect(expectedMissed(timeline(client, anna, boris)).map(({ numbers }) => numbers)).toEqual([
    ['9101000001'],
    [],
    [],
  ]);
});

test('an agent whom a colleague has only consulted did not take part in the call of the client', () => {
  const client = call(
    'client',
    true,
    '4951',
    [0, 'calling'],
    [2_000, 'up', '104'],
    [5_000, 'up', 'music'],
    [8_000, 'ended'],
  );
  const anna = call('anna', false, NUMBER, [100, 'ringing'], [500, 'ended']);
  const gleb = call('gleb', false, NUMBER, [600, 'ringing'], [2_000, 'up', 'client'], [8_000, 'ended']);
  const asks = call('gleb', true, '1002', [5_000, 'calling']);
  const boris = call('boris', false, '1004', [5_100, 'ringing'], [8_000, 'ended']);
  expect(expectedRecord(timeline(client, anna, gleb, asks, boris))).toMatchObject({ by: ['anna'] });
});

test('a called client who is sent to a group and answered there is a missed call of no other member', () => {
  const client = call(
    'client',
    false,
    '+74951000000',
    [0, 'ringing'],
    [2_000, 'up', '103'],
    [5_000, 'up', '102'],
  );
  const anna = call('anna', false, NUMBER, [4_000, 'ringing'], [5_000, 'ended']);
  const boris = call('boris', false, NUMBER, [4_000, 'ringing'], [5_000, 'up', 'client']);
  expect(expectedMissed(timeline(client, anna, boris)).map(({ numbers }) => numbers)).toEqual([[], [], []]);
});

test('colleagues who talk have no entry', () => {
  const anna = call('anna', true, '1002', [0, 'calling'], [1_000, 'up', '102'], [3_000, 'ended']);
  const boris = call('boris', false, '1001', [100, 'ringing'], [1_000, 'up', '101'], [3_000, 'ended']);
  expect(expectedRecord(timeline(anna, boris))).toBeNull();
});
