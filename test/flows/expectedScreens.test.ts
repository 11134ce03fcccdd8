import { expectedMissed } from './expectedMissed';
import { expectedScreen, fits } from './expectedScreens';
import { NUMBER, phoneCall, timelineOf } from './timelineOf';
import type { PhoneCall, Timeline } from './Timeline';

const numberOf = (actor: string): string =>
  ({ client: NUMBER, anna: '1001', boris: '1002', vera: '1003' })[actor] ?? '1004';
const annaSees = (timeline: Timeline): readonly string[] => expectedScreen(timeline, 'anna', numberOf);
const missed = (timeline: Timeline): readonly (readonly string[])[] =>
  expectedMissed(timeline).map(({ numbers }) => numbers);

const client = phoneCall('client', true, '4951', [0, 'calling'], [1_000, 'up', '101']);
const anna = phoneCall('anna', false, NUMBER, [100, 'ringing'], [1_000, 'up', 'client']);

const changed = (call: PhoneCall, at: number, ...hears: readonly string[]): PhoneCall => ({
  ...call,
  moments: [...call.moments, { at, phase: 'up', hears, isHolding: false, isMuted: false }],
});
const ended = (call: PhoneCall, at: number): PhoneCall => ({
  ...call,
  moments: [...call.moments, { at, phase: 'ended', hears: [], isHolding: false, isMuted: false }],
});

test('a phone that rings shows who calls; handed on by who called it, it may ring for another one', () => {
  const rings = phoneCall('anna', false, '1002', [100, 'ringing']);
  const boris = phoneCall('boris', true, '1001', [0, 'calling']);
  expect(annaSees(timelineOf(boris, rings))).toEqual(['RINGING 1002']);
  expect(annaSees(timelineOf(ended(boris, 500), rings))).toEqual(['RINGING *']);
  const asked = phoneCall('boris', false, NUMBER, [0, 'ringing'], [50, 'up', 'client']);
  const waiting = changed(phoneCall('client', true, '4951', [0, 'calling'], [50, 'up', '102']), 100, 'music');
  expect(annaSees(timelineOf(waiting, ended(asked, 500), ended(boris, 500), rings))).toEqual([
    'RINGING 9101000001',
  ]);
  // Who has handed the client on to their own group is rung, too.
  const own = phoneCall('anna', false, '1001', [100, 'ringing']);
  expect(annaSees(timelineOf(ended(anna, 500), own))).toEqual(['RINGING *']);
});

test('who is consulted by a call that another program has made may see the client or the colleague', () => {
  const rings = phoneCall('anna', false, NUMBER, [3_000, 'ringing']);
  const ordered = phoneCall('boris', false, NUMBER, [0, 'ringing'], [1_000, 'up', 'client'], [2_900, 'up']);
  expect(annaSees(timelineOf({ ...ordered, isOrdered: true }, rings))).toEqual(['RINGING *']);
  expect(annaSees(timelineOf(ordered, rings))).toEqual(['RINGING 9101000001']);
  // Of a group that they are in the own phone rings as well.
  const own = phoneCall('boris', false, NUMBER, [3_000, 'ringing']);
  const borisSees = expectedScreen(timelineOf({ ...ordered, isOrdered: true }, own), 'boris', numberOf);
  expect(borisSees).toContain('RINGING *');
});

test('who hears music while the agent hears no one is on hold', () => {
  expect(annaSees(timelineOf(client, anna))).toEqual(['CONVERSATION 9101000001']);
  const held = timelineOf(changed(client, 2_000, 'music'), changed(anna, 2_000));
  expect(annaSees(held)).toEqual(['CONVERSATION held 9101000001']);
});

test('a phone that holds hears no one by that call, whatever it has heard just before', () => {
  const three = changed(anna, 2_000, 'client', '104');
  const held = three.moments.map((one) => (one.at === 2_000 ? { ...one, isHolding: true } : one));
  const asks = phoneCall('anna', true, '1004', [2_100, 'calling'], [2_300, 'up', '104']);
  const gleb = phoneCall('gleb', false, '1001', [2_100, 'ringing'], [2_300, 'up', '101']);
  const sees = annaSees(timelineOf(changed(client, 2_200, 'music'), { ...three, moments: held }, asks, gleb));
  expect(sees).toEqual(['CONVERSATION 1004', 'CONVERSATION held 9101000001']);
});

test('who is consulted with the same call is a second one on the screen until the agent is back', () => {
  const music = changed(client, 2_000, 'music');
  const away = { ...changed(anna, 2_000), consults: [{ number: '1002', at: 2_000 }] };
  const held = 'CONVERSATION held 9101000001';
  expect(annaSees(timelineOf(music, away))).toEqual([held, 'DIALING 1002']);
  const boris = phoneCall('boris', false, '1001', [2_100, 'ringing'], [3_000, 'up', '101']);
  const asks = changed(away, 3_000, '102');
  expect(annaSees(timelineOf(music, asks, boris))).toEqual(['CONVERSATION 1002', held].sort());
  expect(annaSees(timelineOf(ended(music, 4_000), asks, boris))).toEqual(['CONVERSATION 1002']);
  const back = timelineOf(changed(music, 4_000, '101'), changed(asks, 4_000, 'client'), ended(boris, 4_000));
  expect(annaSees(back)).toEqual(['CONVERSATION 9101000001']);
});

test('of three who have talked, who is still there at a consultation is on hold', () => {
  const three = changed(anna, 2_000, '103', 'client');
  const vera = phoneCall('vera', false, '1001', [1_500, 'ringing'], [2_000, 'up', '101']);
  const asks = {
    ...changed(changed(three, 3_000, 'client'), 4_000),
    consults: [{ number: '1002', at: 4_000 }],
  };
  const music = changed(client, 4_000, 'music');
  expect(annaSees(timelineOf(music, ended(vera, 3_000), asks))).toEqual([
    'CONVERSATION held 9101000001',
    'DIALING 1002',
  ]);
});

test('a consultation that ends without an answer is missed, though the agent talks with the client again', () => {
  const asked = changed(changed(client, 2_000, 'music'), 5_000, '101');
  const asks = changed(changed(anna, 2_000), 5_000, 'client');
  const boris = phoneCall('boris', false, '1001', [2_100, 'ringing'], [4_900, 'ended']);
  expect(missed(timelineOf(asked, asks, boris))).toEqual([[], ['1001'], []]);
});

test('of a group that is consulted who does not answer has missed nothing once another one has', () => {
  const music = changed(client, 2_000, 'music');
  const asks = changed(changed(anna, 2_000), 3_000, '103');
  const boris = phoneCall('boris', false, '1001', [2_100, 'ringing'], [3_000, 'ended']);
  const own = phoneCall('anna', false, '1001', [2_100, 'ringing'], [3_000, 'ended']);
  const vera = phoneCall('vera', false, '1001', [2_100, 'ringing'], [3_000, 'up', '101']);
  expect(missed(timelineOf(music, asks, boris, own, vera))).toEqual([[], [], []]);
});

test('a client whom a colleague has joined to a queue is missed by none of it once one has answered', () => {
  const gleb = phoneCall('gleb', true, '4953', [2_000, 'calling'], [2_100, 'up', 'music'], [4_000, 'ended']);
  const boris = phoneCall('boris', false, '1004', [2_100, 'ringing'], [5_100, 'ended']);
  const vera = phoneCall('vera', false, '1004', [2_100, 'ringing'], [5_000, 'up', 'client']);
  expect(missed(timelineOf(changed(client, 5_000, '103'), gleb, boris, vera))).toEqual([[], [], []]);
});

test('a client whom a colleague has joined to a queue that rings again is missed by none of it once one has answered', () => {
  const talk = phoneCall('gleb', false, NUMBER, [500, 'ringing'], [1_000, 'up', 'client'], [4_000, 'ended']);
  const gleb = phoneCall('gleb', true, '4953', [2_000, 'calling'], [2_100, 'up', 'music'], [4_000, 'ended']);
  const boris = phoneCall('boris', false, '1004', [2_100, 'ringing'], [8_100, 'ended']);
  const vera = phoneCall('vera', false, NUMBER, [9_000, 'ringing'], [10_000, 'up', 'client']);
  const waits = phoneCall(
    'client',
    true,
    '4951',
    [0, 'calling'],
    [1_000, 'up', '104'],
    [2_000, 'up', 'music'],
  );
  const timeline = timelineOf(changed(waits, 10_000, '103'), talk, gleb, boris, vera);
  expect(missed(timeline)).toEqual([[], [], []]);
});

test('who is consulted in vain by a call of another program may have missed the colleague, whose number no phone shows', () => {
  const ordered = ended(phoneCall('boris', false, NUMBER, [0, 'ringing'], [1_000, 'up', 'client']), 9_000);
  const ring = phoneCall('vera', false, NUMBER, [3_000, 'ringing'], [4_000, 'ended']);
  const caller = phoneCall(
    'client',
    true,
    '4951',
    [0, 'calling'],
    [1_000, 'up', '102'],
    [3_500, 'up', '102'],
  );
  const vera = (isOrdered: boolean): readonly string[] | undefined =>
    expectedMissed(timelineOf({ ...ordered, isOrdered }, ring, caller)).at(-1)?.vague;
  expect(vera(true)).toContain('1002');
  expect(vera(false)).toEqual([]);
});

test('whether a ring is missed is open where the caller was answered and left while our backend was away', () => {
  const answered = ended(phoneCall('client', true, '4951', [0, 'calling'], [3_000, 'up', 'mobile']), 5_000);
  const rang = phoneCall('anna', false, NUMBER, [100, 'ringing'], [150, 'ended']);
  const mobile = ended(phoneCall('mobile', false, NUMBER, [200, 'ringing'], [3_000, 'up', 'client']), 5_000);
  const vagueWhen = (from: number, to: number): readonly string[] | undefined => {
    const timeline = { ...timelineOf(answered, rang, mobile), away: [{ from, to }] };
    expect(missed(timeline)).toEqual([[], [], []]);
    return expectedMissed(timeline)[0]?.vague;
  };
  expect(vagueWhen(2_000, 6_000)).toEqual(['9101000001']);
  expect(vagueWhen(2_000, 4_000)).toEqual([]);
  expect(vagueWhen(4_000, 6_000)).toEqual([]);
});

test('who calls a group that they are in has not missed it', () => {
  const out = phoneCall('anna', true, '4952', [0, 'calling'], [4_000, 'ended']);
  const own = phoneCall('anna', false, '1001', [100, 'ringing'], [4_000, 'ended']);
  const boris = phoneCall('boris', false, '1001', [100, 'ringing'], [4_000, 'ended']);
  expect(missed(timelineOf(out, own, boris))).toEqual([[], ['1001'], []]);
});

test('who leaves a consultation of a group that they are in has handed the client on, though their own phone still rings', () => {
  const music = changed(client, 2_000, 'music');
  const boris = phoneCall('boris', false, '1001', [2_100, 'ringing']);
  const own = phoneCall('anna', false, '1001', [2_100, 'ringing']);
  const asks = changed(anna, 2_000);
  const borisSees = (call: PhoneCall): readonly string[] =>
    expectedScreen(timelineOf(music, call, own, boris), 'boris', () => NUMBER);
  expect(borisSees(asks)).toEqual(['RINGING 1001']);
  expect(borisSees(ended(asks, 3_000))).toEqual(['RINGING 9101000001']);
});

test('a screen fits if each call is there, and no other', () => {
  expect(fits(['RINGING 1002'], ['RINGING 1002'])).toBe(true);
  expect(fits(['CONVERSATION *'], ['CONVERSATION held 1002'])).toBe(true);
  expect(fits(['ANY *'], ['RINGING 1002'])).toBe(false);
  expect(fits(['CONVERSATION 1002'], ['CONVERSATION held 1002'])).toBe(false);
  expect(fits(['CONVERSATION 1002'], [])).toBe(false);
});
