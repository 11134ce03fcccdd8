import { driverVariables, pairIn } from '../../../../../server/telephony/asterisk/tracking/driverVariables';
import { followedEvents, readAmiEvent } from '../../../../../server/telephony/asterisk/tracking/readAmiEvent';
import { readStatus, statusAction } from '../../../../../server/telephony/asterisk/tracking/readStatus';
import { recorded, scenarios } from './support/recordings';
import { Script } from './support/Script';
import { Watch } from './support/Watch';

const NOW = 1_763_700_000_000;
const timeOf = (stamp: number | null): number => stamp ?? NOW;
const channel = {
  Channel: 'PJSIP/101-1',
  ChannelState: '5',
  CallerIDNum: '<unknown>',
  Exten: '',
  Uniqueid: '1.1',
  Linkedid: '1.0',
};
const snapshot = {
  id: '1.1',
  name: 'PJSIP/101-1',
  linkedid: '1.0',
  state: 'ringing',
  number: null,
  exten: null,
  context: null,
};

test('the time of an event is made of its stamp', () => {
  const event = { Event: 'Newstate', ...channel };
  const stamps: (number | null)[] = [];
  const timeOf = (stamp: number | null): number => stamps.push(stamp);
  expect(readAmiEvent(event, timeOf)).toEqual({ type: 'changed', channel: snapshot, at: 1 });
  expect(readAmiEvent({ ...event, Timestamp: '1763700001.250500' }, timeOf)?.at).toBe(2);
  expect(stamps).toEqual([null, expect.closeTo(NOW + 1_250.5, 3)]);
});

test('events that are not followed are no events, whatever is in them', () => {
  for (const Event of ['Cdr', 'constructor', '__proto__', ''])
    expect(readAmiEvent({ Event }, timeOf)).toBeNull();
  expect(readAmiEvent({}, timeOf)).toBeNull();
  expect(followedEvents.names.has('VarSet')).toBe(true);
});

test('a variable that is none of ours, or of no channel, is no event', () => {
  expect(
    readAmiEvent({ Event: 'VarSet', ...channel, Variable: 'HANGUPCAUSE', Value: '17' }, timeOf),
  ).toBeNull();
  expect(readAmiEvent({ Event: 'VarSet', Variable: 'ASTERISKNG_HOLD', Value: '1' }, timeOf)).toBeNull();
  expect(readAmiEvent({ Event: 'VarSet', ...channel, Variable: 'ASTERISKNG_HOLD' }, timeOf)).toMatchObject({
    type: 'variable',
    value: '',
  });
});

test('the headers that are kept of events are all that is read of them', () => {
  for (const version of ['22', '16', 'office', 'reported'] as const)
    for (const message of scenarios(version).flatMap((scenario) => recorded(version, scenario))) {
      const kept = Object.entries(message).filter(([name]) => followedEvents.headers.has(name));
      expect(readAmiEvent(Object.fromEntries(kept), timeOf)).toEqual(readAmiEvent(message, timeOf));
    }
});

test('an unknown begin of dialling is skipped, an unknown end has failed', () => {
  const dest = Object.fromEntries(Object.entries(channel).map(([name, value]) => [`Dest${name}`, value]));
  const status = (Event: string, DialStatus: string) => readAmiEvent({ Event, ...dest, DialStatus }, timeOf);
  expect(status('DialState', 'PROCEEDING')).toBeNull();
  expect(status('DialState', 'PROGRESS')).toMatchObject({ status: 'ringing', by: null });
  expect(status('DialEnd', 'SOMETHING')).toMatchObject({ status: 'congestion' });
});

test.each([
  ['no channel', { Event: 'Newchannel' }],
  ['a state in words', { Event: 'Newstate', ...channel, ChannelState: 'Up' }],
  ['a time in words', { Event: 'Newstate', ...channel, Timestamp: 'now' }],
  ['no cause', { Event: 'Hangup', ...channel }],
  ['no bridge', { Event: 'BridgeEnter', ...channel }],
])('an event with %s is logged once and skipped', (_, event) => {
  const watch = new Watch().take([event, event]);
  expect(watch.faults).toHaveLength(1);
  expect(watch.tracker.size.legs).toBe(0);
});

test.each([
  ['+7999\nX: 1', '+7999X: 1'],
  ['1'.repeat(1_000), '1'.repeat(64)],
  ['102\u200b', '102'],
  ['\u202e201', '201'],
  ['\u2060', null],
  ['Anonymous', null],
  ['unavailable', null],
])(
  'a number may be any text: control characters and invisible marks go, a long one is cut: %j',
  (CallerIDNum, number) => {
    expect(readAmiEvent({ Event: 'Newstate', ...channel, CallerIDNum }, timeOf)?.channel.number).toBe(number);
  },
);

test('the status of a channel has what we have noted on it', () => {
  const Variable = 'ASTERISKNG_HOLD=1.2=3\nASTERISKNG_MUTE=(null)\nASTERISKNG_NUMBER=\nOTHER=1\nbroken';
  expect(readStatus({ Event: 'Status', ...channel, Variable }, new Map())).toMatchObject({
    channel: snapshot,
    bridge: null,
    dnid: null,
    ageMs: 0,
    variables: { ASTERISKNG_HOLD: '1.2=3' },
  });
  expect(statusAction.fields).toEqual({ Variables: driverVariables.join(',') });
});

test('a pair with a missing part is skipped', () => {
  expect(pairIn({ ASTERISKNG_CONSULT: 'k|102' }, 'ASTERISKNG_CONSULT')).toEqual(['k', '102']);
  for (const value of ['', 'k', 'k|', '|102'])
    expect(pairIn({ ASTERISKNG_CONSULT: value }, 'ASTERISKNG_CONSULT')).toBeNull();
});

test('ids of channels that are gone are forgotten in time', () => {
  const watch = new Watch();
  const script = new Script((message) => watch.tracker.handleEvent(message));
  for (let call = 0; call < 2_100; call += 1)
    script.calls(`c${call}`, 'PJSIP/trunk-1', '79161234567', '700').hangsUp(`c${call}`);
  expect(watch.records).toHaveLength(2_100);
  script.event('Hold', 'c2099').event('BridgeLeave', 'c2098', { BridgeUniqueid: 'b' });
  expect(watch.tracker.size.legs).toBe(0);
  script.event('Hold', 'c0').hangsUp('c0');
  expect(watch.tracker.size).toEqual({ calls: 0, legs: 0, bridges: 0, undecided: 0, journals: 0 });
});
