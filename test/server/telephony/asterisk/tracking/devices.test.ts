import type { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import type { Watch } from './support/Watch';

const CLIENT = '+79161234567';
let watch: Watch;
let script: Script;

beforeEach(() => {
  ({ watch, script } = startScript());
});

afterEach(() => expectNothingKept(watch));

/** A client calls; both phones of agent 101 ring. */
function bothRing(): Script {
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  return script.open('b', 'PJSIP/201-1', '201', 'c').rings('c', 'b');
}

test('two phones of one agent ring as one call, which goes on at the one that answers', () => {
  bothRing();
  expect(watch.tracker.legOf('a')?.channels.map(({ name }) => name)).toEqual(['PJSIP/101-1', 'PJSIP/201-1']);
  script.answers('c', 'b', 'bridge').hangsUp('a', 26);
  expect(watch.reported).toEqual({ 101: [`a inbound ringing ${CLIENT} via 700`, 'a answered'] });
  expect(watch.tracker.legOf('a')).toMatchObject({ channel: { name: 'PJSIP/201-1' }, extension: '101' });
  script.hangsUp('b').hangsUp('c');
  expect(watch.news('101').slice(2)).toEqual(['a hungUp']);
});

test('one of two phones that refuses leaves the call ringing at the other', () => {
  bothRing().hangsUp('b', 21);
  expect(watch.news('101')).toEqual([`a inbound ringing ${CLIENT} via 700`]);
  script.hangsUp('c', 127).hangsUp('a', 0);
  expect(watch.news('101')).toEqual(['a missed']);
});

test.each([true, false])(
  'an agent’s other phone that picks up has the ringing call (its end is reported last: %s)',
  (isLast) => {
    script
      .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
      .open('a', 'PJSIP/101-1', '101', 'c')
      .rings('c', 'a');
    script.open('p', 'PJSIP/201-1').rings(null, 'p').state('p', 'up').dialEnds(null, 'p', 'ANSWER');
    expect(watch.news('101')).toEqual([`a inbound ringing ${CLIENT} via 700`]);
    script.event('Pickup', 'p', { TargetUniqueid: 'a' });
    if (isLast) script.dialEnds('c', 'p', 'ANSWER').hangsUp('a', 26);
    else script.hangsUp('a', 26).dialEnds('c', 'p', 'ANSWER');
    script.state('c', 'up').enters('bridge', 'p', 'c');
    expect(watch.news('101')).toEqual(['a answered']);
    script.hangsUp('c').hangsUp('p');
    expect(watch.news('101')).toEqual(['a hungUp']);
    expect(watch.written).toEqual([`inbound answered ${CLIENT} via 700: 101, by 101, recorded nothing`]);
  },
);

test('a phone that a queue rings again and again has missed one call', () => {
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').state('c', 'up');
  script.event('QueueCallerJoin', 'c', { Queue: 'sales' });
  for (const id of ['a', 'b', 'd'])
    script
      .open(id, `PJSIP/101-${id}`, '101', 'c')
      .rings('c', id)
      .dialEnds('c', id, 'NOANSWER')
      .hangsUp(id, 0);
  script.hangsUp('c');
  const ends = watch.news('101').filter((line) => !line.includes('ringing'));
  expect(ends).toEqual(['a missed', 'b noAnswer', 'c noAnswer']);
  expect(watch.written).toEqual([`inbound missed ${CLIENT} via sales: 101, by 101, recorded nothing`]);
});

test('the settings’ line is shown in the place of the number dialled', () => {
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').sets('c', 'ASTERISKNG_VIA', 'Hotline');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a').hangsUp('a', 0).hangsUp('c', 0);
  expect(watch.news('101')[0]).toBe(`a inbound ringing ${CLIENT} via Hotline`);
});

test('a hidden number is empty', () => {
  script.calls('c', 'PJSIP/trunk-1', '<unknown>', '700').open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
  expect(watch.news('101')).toEqual(['a inbound ringing  via 700']);
  script.hangsUp('a', 0).hangsUp('c', 0);
  expect(watch.written).toEqual(['inbound missed  via 700: 101, by 101, recorded nothing']);
});

test.each([
  ['BUSY', 17, 'busy', 'busy'],
  ['NOANSWER', 19, 'noAnswer', 'noAnswer'],
  ['NOANSWER', 21, 'rejected', 'rejected'],
  ['CONGESTION', 34, 'failed', 'failed'],
  ['CHANUNAVAIL', 3, 'failed', 'failed'],
  ['CANCEL', 127, 'hungUp', 'noAnswer'],
  ['CANCEL', 17, 'hungUp', 'busy'],
])('an agent’s call whose dialling ends %s with the cause %i', (status, cause, reason, outcome) => {
  script.calls('a', 'PJSIP/101-1', '101', '79161234567').open('c', 'PJSIP/trunk-1', '79161234567', 'a');
  script.rings('a', 'c').dialEnds('a', 'c', status).hangsUp('c', cause).hangsUp('a', 16);
  expect(watch.news('101')).toEqual([`a outbound dialing ${CLIENT}`, `a ${reason}`]);
  expect(watch.written).toEqual([`outbound ${outcome} ${CLIENT}: 101, by 101, recorded nothing`]);
});

test('a second line that answers after the first one failed makes a call of it', () => {
  script.calls('a', 'PJSIP/101-1', '101', '79161234567');
  script.open('x', 'PJSIP/trunk-1', '79161234567', 'a').begins('a', 'x').dialEnds('a', 'x', 'CONGESTION');
  script
    .hangsUp('x', 34)
    .open('y', 'PJSIP/spare-1', '79161234567', 'a')
    .rings('a', 'y')
    .answers('a', 'y', 'bridge');
  script.hangsUp('y').hangsUp('a');
  expect(watch.news('101')).toEqual([`a outbound dialing ${CLIENT}`, 'a answered', 'a hungUp']);
});

test('two colleagues who call each other see each other, on hold too', () => {
  script.calls('a', 'PJSIP/101-1', '101', '102').open('b', 'PJSIP/102-1', '102', 'a').rings('a', 'b');
  script.answers('a', 'b', 'bridge').event('Hold', 'b').event('Unhold', 'b');
  script.sets('b', 'ASTERISKNG_HOLD', 'a').leaves('bridge', 'a', 'b').sets('b', 'ASTERISKNG_HOLD', '');
  script.enters('bridge', 'a', 'b').hangsUp('b').hangsUp('a');
  const holds = ['far held', 'not far held'];
  expect(watch.news('101')).toEqual(
    ['internal dialing 102', 'answered', ...holds, ...holds, 'hungUp'].map((line) => `a ${line}`),
  );
  expect(watch.news('102')).toEqual(
    ['internal ringing 101', 'answered', 'held', 'not held', 'held', 'not held', 'hungUp'].map(
      (line) => `a ${line}`,
    ),
  );
  expect(watch.records).toEqual([]);
});

test('a client without an agent was handed over to the dialplan', async () => {
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'bridge').leaves('bridge', 'c', 'a').hangsUp('a');
  expect(watch.news('101').slice(2)).toEqual([]);
  await watch.timer.pass(500);
  expect(watch.news('101')).toEqual(['a transferred']);
  script.hangsUp('c');
});

test('a client who is being hung up was not handed over', () => {
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'bridge').leaves('bridge', 'a', 'c').hangsUp('a').event('SoftHangupRequest', 'c');
  expect(watch.news('101').slice(2)).toEqual(['a hungUp']);
  script.hangsUp('c');
});

test('a client in the parking is handed over', () => {
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'bridge').leaves('bridge', 'c');
  script.event('BridgeEnter', 'c', { BridgeUniqueid: 'lot', BridgeTechnology: 'holding_bridge' });
  script.hangsUp('a');
  expect(watch.news('101').slice(2)).toEqual(['a transferred']);
  script.hangsUp('c');
});

test('a channel that gets another name is the phone of that name', () => {
  script.open('a', 'PJSIP/x-1', '101').event('Rename', 'a', { Newname: 'PJSIP/101-1' });
  script.sets('a', 'ASTERISKNG_NUMBER', '79161234567').hangsUp('a', 19);
  expect(watch.news('101')).toEqual([`a outbound dialing ${CLIENT}`, 'a noAnswer']);
});

test('two consultations of the phone with the outside are records of their own', () => {
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'one').event('Hold', 'a');
  script.calls('b', 'PJSIP/101-2', '101', '74950000000').open('d', 'PJSIP/trunk-2', '74950000000', 'b');
  script
    .rings('b', 'd')
    .answers('b', 'd', 'two')
    .leaves('one', 'c')
    .leaves('two', 'd')
    .enters('three', 'c', 'd');
  script.hangsUp('a').hangsUp('b');
  expect(watch.written).toEqual([]);
  script.hangsUp('c').hangsUp('d');
  expect(watch.written).toEqual([
    `inbound answered ${CLIENT} via 700: 101, by 101, recorded nothing`,
    `outbound answered +74950000000: 101, by 101, recorded nothing`,
  ]);
  expect(watch.news('101').slice(-2)).toEqual(['a transferred', 'b transferred']);
});

test('in a conference the client is the other party, and the last to stay has none', () => {
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  script.answers('c', 'a', 'room').open('b', 'PJSIP/102-1', '102', 'c').rings('a', 'b').state('b', 'up');
  script.enters('room', 'b');
  expect(watch.news('102')).toEqual([`a internal ringing 101`, `a connected ${CLIENT}`, 'a answered']);
  expect(watch.tracker.legOf('b')).toMatchObject({ isConnected: true, peer: { uniqueid: 'c' } });
  script.hangsUp('c');
  expect(watch.tracker.legOf('b')).toMatchObject({ isConnected: true, peer: { uniqueid: 'a' } });
  script.hangsUp('a');
  expect(watch.tracker.legOf('b')).toMatchObject({ isConnected: false, peer: null, bridged: null });
  script.hangsUp('b');
  expect(watch.tracker.legOf('b')).toBeNull();
});

test('a parked client is known to the agent who dials the place', () => {
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').state('c', 'up');
  script.event('BridgeEnter', 'c', { BridgeUniqueid: 'lot', BridgeTechnology: 'holding_bridge' });
  script
    .calls('a', 'PJSIP/101-1', '101', '751')
    .leaves('lot', 'c')
    .state('a', 'up')
    .enters('bridge', 'c', 'a');
  expect(watch.news('101')).toEqual(['a outbound dialing +751', `a connected ${CLIENT}`, 'a answered']);
  script.hangsUp('a').hangsUp('c');
  expect(watch.written).toEqual([`inbound answered ${CLIENT} via 700: 101, by 101, recorded nothing`]);
});
