import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { MOST_KEPT } from '../../../../../server/telephony/asterisk/tracking/CallTracker';
import { ChannelList } from './support/ChannelList';
import { recorded, recordedStatus } from './support/recordings';
import { Script } from './support/Script';
import { Watch } from './support/Watch';

const CLIENT = '+79161234567';
const RINGS = `a inbound ringing ${CLIENT} via 101`;

test.each([
  ['ringing', { 101: [RINGS] }],
  ['talking', { 101: [RINGS, 'a answered', 'a muted'] }],
  [
    'queue-ringing',
    {
      101: [`a inbound ringing ${CLIENT} via sales`],
      102: [`a inbound ringing ${CLIENT} via sales`],
    },
  ],
  ['queue-talking', { 102: [`a inbound ringing ${CLIENT} via sales`, 'a answered'] }],
  ['c2c-agent-ringing', { 101: [`a outbound dialing ${CLIENT}`] }],
  ['c2c-ringing', { 101: [`a outbound dialing ${CLIENT}`] }],
  ['c2c-talking', { 101: [`a outbound dialing ${CLIENT}`, 'a answered'] }],
  ['internal-ringing', { 101: ['a internal dialing 102'], 102: ['a internal ringing 101'] }],
  [
    'internal-talking',
    { 101: ['a internal dialing 102', 'a answered'], 102: ['a internal ringing 101', 'a answered'] },
  ],
  [
    'atxfer-talking',
    { 101: ['a inbound ringing 102 via 101', 'a answered'], 102: ['a internal ringing 101', 'a answered'] },
  ],
])('a backend that starts in the middle of it sees: %s', (situation, reported) => {
  const watch = new Watch().resync(recordedStatus(situation));
  expect(watch.reported).toEqual(reported);
  expect(watch.faults).toEqual([]);
  expect([...(watch.live ?? [])].sort()).toEqual(watch.open.map((call) => call.split(' ')[1]).sort());
});

test('a call that was on hold at the start is seen so, with its consultation', () => {
  const { truth, script } = heldTruth();
  script.sets('a', 'ASTERISKNG_CONSULT', 'k|102').open('b', 'PJSIP/102-1', '102', 'c').rings('a', 'b');
  const watch = new Watch().resync(truth.statuses);
  expect(watch.reported[101]).toEqual([
    `a inbound ringing ${CLIENT} via 700`,
    'a answered',
    'a held',
    'b internal dialing 102 on a',
  ]);
});

test('a phone that was called before, for a client who talks now, rings for who calls it now', () => {
  const truth = new ChannelList();
  const script = new Script((message) => void truth.take(message));
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('a', 'PJSIP/101-1', '101', 'c');
  // 103 has picked the call up, and calls 101 in turn while the client waits.
  script.rings('c', 'a').calls('v', 'PJSIP/103-1', '103', '*8', 'c').hangsUp('a');
  script.state('v', 'up').state('c', 'up').enters('bridge', 'c', 'v');
  script.leaves('bridge', 'v').open('b', 'PJSIP/101-2', '101', 'c').rings('v', 'b');
  const watch = new Watch().resync(truth.statuses);
  expect(watch.reported[101]).toEqual(['a internal ringing 103']);
});

test('a phone of a queue that a colleague calls rings for them, and not for a client whom the queue had before', () => {
  const truth = new ChannelList();
  const script = new Script((message) => void truth.take(message));
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').event('QueueCallerJoin', 'c', { Queue: 'sales' });
  script.open('b', 'PJSIP/102-1', '102', 'c').rings('c', 'b').answers('c', 'b', 'bridge');
  script.calls('v', 'PJSIP/103-1', '103', '800', 'c').event('QueueCallerJoin', 'v', { Queue: 'sales' });
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('v', 'a');
  const watch = new Watch().resync(truth.statuses);
  expect(watch.reported[101]).toEqual(['a internal ringing 103']);
});

test.each([
  [
    'an inbound call',
    (script: Script) => script.calls('c', 'PJSIP/trunk-1', '79161234567', '700'),
    'inbound',
  ],
  ['an outbound call', (script: Script) => script.open('c', 'PJSIP/trunk-1', '79161234567'), 'outbound'],
  ['a colleague', (script: Script) => script.open('c', 'PJSIP/103-1', '103'), 'internal'],
])('%s on hold keeps its direction over a start', (_, client, direction) => {
  const truth = new ChannelList();
  const script = new Script((message) => void truth.take(message));
  client(script).state('c', 'up').open('a', 'PJSIP/101-1', '101', 'c').state('a', 'up');
  script.sets('a', 'ASTERISKNG_HOLD', 'c');
  const began = new Watch().resync(truth.statuses).reported[101]?.[0];
  expect(began).toContain(`a ${direction} ${direction === 'inbound' ? 'ringing' : 'dialing'}`);
});

test('a call that ended unheard ends at the resync, and its record is written', async () => {
  const watch = new Watch().resync([]);
  const script = new Script((message) => watch.tracker.handleEvent(message));
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '101')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'bridge');
  await watch.timer.pass(60_000);
  const seenAt = watch.tracker.now();
  watch.tracker.lose();
  await watch.timer.pass(60_000);
  watch.resync([]);
  expect(watch.reported[101]).toEqual([RINGS, 'a answered', 'a hungUp']);
  // Nothing is invented: the call was there when the connection was lost, and is gone now.
  expect(watch.records).toMatchObject([{ outcome: 'answered', endedAt: seenAt, isEndHeard: false }]);
  expect(watch.live).toEqual(new Set());
  expect(watch.tracker.size).toEqual({ calls: 0, legs: 0, bridges: 0, undecided: 0, journals: 0 });
});

test('a call that rang and ended unheard was missed', () => {
  const watch = new Watch().take(upTo(recorded('22', 'incoming-answer'), 'DialState')).resync([]);
  expect(watch.reported[101]).toEqual([RINGS, 'a missed']);
});

test('a decision that was waited for is taken at the resync', () => {
  const watch = new Watch();
  const truth = new ChannelList();
  const script = new Script((message) => {
    watch.tracker.handleEvent(message);
    truth.take(message);
  });
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'bridge').leaves('bridge', 'c', 'a').hangsUp('a');
  expect(watch.tracker.size.undecided).toBe(1);
  watch.resync(truth.statuses);
  expect(watch.reported[101]?.slice(2)).toEqual(['a transferred']);
  expect(watch.timer.pending).toBe(0);
});

test('what comes while the state is asked for is applied after it', () => {
  const messages = recorded('22', 'incoming-answer');
  const truth = new ChannelList();
  for (const message of messages.slice(0, 10)) truth.take(message);
  const watch = new Watch();
  watch.tracker.beginResync();
  watch.take(messages.slice(8));
  expect(watch.reported).toEqual({});
  expect(watch.tracker.resync(truth.statuses)).toBe(true);
  expect(watch.reported[101]).toEqual([RINGS, 'a answered', 'a hungUp']);
  expect(watch.tracker.size).toEqual({ calls: 0, legs: 0, bridges: 0, undecided: 0, journals: 0 });
});

test('a late event of a channel that is gone does not bring it back', () => {
  const messages = recorded('22', 'incoming-answer');
  const watch = new Watch();
  watch.tracker.beginResync();
  watch.take(messages.filter(({ Event }) => Event !== 'Newchannel'));
  watch.tracker.resync([]);
  expect(watch.reported).toEqual({});
  expect(watch.tracker.size.legs).toBe(0);
});

test('too many events while the state is asked for make it be asked again', () => {
  const hold = recorded('22', 'hold-by-phone').find(({ Event }) => Event === 'Hold') ?? {};
  const watch = new Watch();
  watch.tracker.beginResync();
  for (let count = 0; count < MOST_KEPT; count += 1) watch.tracker.handleEvent(hold);
  expect(watch.tracker.resync([])).toBe(true);
  watch.tracker.beginResync();
  for (let count = 0; count <= MOST_KEPT; count += 1) watch.tracker.handleEvent(hold);
  expect(watch.tracker.resync([])).toBe(false);
  watch.tracker.beginResync();
  expect(watch.tracker.resync([])).toBe(true);
});

test('journals of open calls are closed by the backend that is started next', () => {
  const messages = recorded('22', 'queue-two-agents');
  const heard = messages.map(({ Event }) => Event).lastIndexOf('BridgeEnter') + 1;
  const first = new Watch().take(messages.slice(0, heard));
  const journals = first.tracker.journals();
  expect(journals).toHaveLength(1);
  first.tracker.close();
  const seenAt = Number(messages[heard - 1]?.['Timestamp']) * 1_000 + 3_000;
  const gone = new Watch({ journals, seenAt });
  expect(gone.tracker.journals()).toEqual(journals);
  gone.resync([]);
  expect(gone.written).toEqual(new Watch().take(messages).written);
  expect(gone.records).toMatchObject([
    { id: journals[0]?.id, extension: '102', endedAt: Math.round(seenAt), isEndHeard: false },
  ]);
  const truth = new ChannelList();
  for (const message of messages.slice(0, heard)) truth.take(message);
  const going = new Watch({ journals }).resync(truth.statuses).take(messages.slice(heard));
  // What happened between the two is not known.
  expect(going.records).toEqual(
    new Watch().take(messages).records.map((one) => ({ ...one, isWhole: false })),
  );
  expect(going.tracker.size.journals).toBe(0);
});

test('a decision is not waited for once the tracker is closed', () => {
  const watch = new Watch();
  const script = new Script((message) => watch.tracker.handleEvent(message));
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'bridge').leaves('bridge', 'c', 'a').hangsUp('a');
  watch.tracker.close();
  expect(watch.timer.pending).toBe(0);
});

test('an invalid status is reported once and skipped', () => {
  const bad: AmiMessage = { Event: 'Status', Uniqueid: '1', Seconds: 'soon' };
  const watch = new Watch().resync([bad, bad, { Event: 'StatusComplete' }, ...recordedStatus('ringing')]);
  expect(watch.faults).toHaveLength(1);
  expect(watch.reported[101]).toEqual([RINGS]);
});

/** The events up to the first one with this name. */
function upTo(messages: readonly AmiMessage[], event: string): readonly AmiMessage[] {
  return messages.slice(0, messages.findIndex((message) => message['Event'] === event) + 1);
}

/** A client on hold for agent 101, whose leg waits. */
function heldTruth() {
  const truth = new ChannelList();
  const script = new Script((message) => void truth.take(message));
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'bridge').sets('a', 'ASTERISKNG_HOLD', 'c').leaves('bridge', 'c', 'a');
  return { truth, script };
}
