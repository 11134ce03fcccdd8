import { ChannelList } from './support/ChannelList';
import { Script } from './support/Script';
import { expectNothingKept } from './support/startScript';
import { Watch } from './support/Watch';

const CLIENT = '+79161234567';
let watch: Watch;
let truth: ChannelList;
let script: Script;

beforeEach(() => {
  watch = new Watch();
  truth = new ChannelList();
  script = new Script((message) => {
    truth.take(message);
    watch.tracker.handleEvent(message);
  });
});

async function allHangUp(...ids: readonly string[]): Promise<void> {
  for (const id of ids) script.hangsUp(id);
  await expectNothingKept(watch);
}

function clientCalls(exten = '700'): Script {
  return script.calls('c', 'PJSIP/trunk-1', '79161234567', exten);
}

test('a missed call is withdrawn from all who have missed it once a colleague answers the same caller', async () => {
  clientCalls();
  for (const [id, phone] of [
    ['a', '101'],
    ['b', '102'],
  ] as const)
    script.open(id, `PJSIP/${phone}-1`, phone, 'c').rings('c', id);
  for (const id of ['a', 'b']) script.dialEnds('c', id, 'NOANSWER').hangsUp(id, 0);
  expect(watch.news('101').slice(1)).toEqual(['a missed']);
  script.open('d', 'PJSIP/103-1', '103', 'c').rings('c', 'd');
  expect(watch.news('101')).toEqual([]);
  script.answers('c', 'd', 'talk');
  expect(watch.news('101')).toEqual(['a answered elsewhere after all']);
  expect(watch.news('102').slice(1)).toEqual(['a missed', 'a answered elsewhere after all']);
  await allHangUp('d', 'c');
});

test('a caller who was answered, rings once more and gives up is missed again', async () => {
  clientCalls()
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a')
    .dialEnds('c', 'a', 'NOANSWER')
    .hangsUp('a', 0);
  script
    .open('b', 'PJSIP/102-1', '102', 'c')
    .rings('c', 'b')
    .answers('c', 'b', 'talk')
    .leaves('talk', 'b', 'c');
  script.hangsUp('b').open('d', 'PJSIP/101-2', '101', 'c').rings('c', 'd').hangsUp('c', 127).hangsUp('d', 0);
  expect(watch.news('101').filter((line) => !line.includes('ringing'))).toEqual([
    'a missed',
    'a answered elsewhere after all',
    'b missed',
  ]);
  await expectNothingKept(watch);
});

test.each([
  ['answered by a colleague', true],
  ['given up', false],
])('an agent without a phone has missed a caller who was not answered: %s', async (_, isAnswered) => {
  clientCalls('103').outcome('c', 'CHANUNAVAIL').hasMoved('c', '700');
  expect(watch.news('103')).toEqual([]);
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
  if (isAnswered) script.answers('c', 'a', 'talk');
  script.hangsUp('c', 127).hangsUp('a', 0);
  expect(watch.news('103')).toEqual(isAnswered ? [] : [`a inbound ringing ${CLIENT} via 103`, 'a missed']);
  await expectNothingKept(watch);
});

test('an agent whose phone was dialled and refused has a phone', async () => {
  clientCalls('101').open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a').dialEnds('c', 'a', 'NOANSWER');
  script.outcome('c', 'CHANUNAVAIL').hangsUp('a', 21).hangsUp('c', 21);
  expect(watch.news('101').slice(1)).toEqual(['a rejected']);
  await expectNothingKept(watch);
});

test('an outside caller with a colleague’s number is no colleague', async () => {
  const plain = new Watch({
    numbering: {
      extensionOf: (channel) => /^PJSIP\/(10\d)-/.exec(channel)?.[1] ?? null,
      isAgent: (number) => /^10\d$/.test(number),
      toCrm: (number) => number,
    },
  });
  script = new Script((message) => plain.tracker.handleEvent(message));
  script.calls('c', 'PJSIP/trunk-1', '102', '700').open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
  script.answers('c', 'a', 'talk');
  expect(plain.news('101')).toEqual(['a inbound ringing 102 outside via 700', 'a answered']);
  script.open('b', 'PJSIP/102-1', '102', 'c').rings('a', 'b').state('b', 'up');
  script.leaves('talk', 'c').enters('talk', 'b');
  expect(plain.news('101')).toEqual(['a connected 102']);
  for (const id of ['a', 'b', 'c']) script.hangsUp(id);
  await expectNothingKept(plain);
});

test('in a room agents see the client while there is one, else each other', async () => {
  for (const [id, phone] of [
    ['a', '101'],
    ['b', '102'],
  ] as const)
    script.calls(id, `PJSIP/${phone}-1`, phone, '7000').state(id, 'up').enters('room', id);
  expect(watch.news('101')).toEqual(['a outbound dialing +7000', 'a connected 102', 'a answered']);
  clientCalls('7000').state('c', 'up').enters('room', 'c');
  expect(watch.news('101')).toEqual([`a connected ${CLIENT}`]);
  expect(watch.news('102').slice(1)).toEqual(['a connected 101', 'a answered', `a connected ${CLIENT}`]);
  script.hangsUp('c');
  expect(watch.news('101')).toEqual(['a connected 102']);
  await allHangUp('a', 'b');
});

test('a client who was called by a colleague and sent into the room of an agent is seen there', async () => {
  script.calls('a', 'PJSIP/101-1', '101', '7000').state('a', 'up').enters('room', 'a');
  script.calls('b', 'PJSIP/102-1', '102', '79161234567').open('c', 'PJSIP/trunk-1', '79161234567', 'b');
  script.rings('b', 'c').answers('b', 'c', 'talk').leaves('talk', 'c', 'b').hangsUp('b').enters('room', 'c');
  expect(watch.news('101')).toEqual(['a outbound dialing +7000', `a connected ${CLIENT}`, 'a answered']);
  expect(watch.news('102').slice(-1)).toEqual(['a transferred']);
  await allHangUp('c', 'a');
});

test('another program calls the agent’s phone over a Local channel, then the number', async () => {
  script
    .open('l1', 'Local/101@ext-1;1', '<unknown>')
    .calls('l2', 'Local/101@ext-1;2', '<unknown>', '101', 'l1');
  script.begins(null, 'l1').open('a', 'PJSIP/101-1', '101', 'l1').rings('l2', 'a');
  expect(watch.news('101')).toEqual([]);
  script.state('a', 'up').dialEnds('l2', 'a', 'ANSWER').state('l2', 'up').state('l1', 'up');
  script.dialEnds(null, 'l1', 'ANSWER').enters('in', 'a', 'l2');
  script.open('c', 'PJSIP/trunk-1', '79161234567', 'l1').rings('l1', 'c');
  expect(watch.news('101')).toEqual([`a outbound dialing ${CLIENT}`]);
  script.answers('l1', 'c', 'out');
  expect(watch.news('101')).toEqual(['a answered']);
  await allHangUp('c', 'l1', 'l2', 'a');
  expect(watch.news('101')).toEqual(['a hungUp']);
});

test('agents who wait for the calls of a queue share a bridge and have no call, after a start too', async () => {
  for (const [id, phone] of [
    ['a', '101'],
    ['b', '102'],
  ] as const) {
    script.calls(id, `PJSIP/${phone}-1`, phone, '*45').state(id, 'up');
    script.event('BridgeEnter', id, { BridgeUniqueid: 'agents', BridgeTechnology: 'holding_bridge' });
  }
  expect(watch.reported).toEqual({});
  const statuses = truth.statuses.map((status) => ({ ...status, Application: 'AgentLogin' }));
  const next = new Watch().resync(statuses);
  expect(next.reported).toEqual({});
  const later = new Script((message) => next.tracker.handleEvent(message));
  later.calls('c', 'PJSIP/trunk-1', '79161234567', '700').state('c', 'up').enters('talk', 'c');
  later.knows('a', 'PJSIP/101-1', '101').leaves('agents', 'a').enters('talk', 'a');
  expect(next.news('101')).toEqual([`a inbound ringing ${CLIENT} via 700`, 'a answered']);
  later.leaves('talk', 'a').hangsUp('c');
  later.event('BridgeEnter', 'a', { BridgeUniqueid: 'agents', BridgeTechnology: 'holding_bridge' });
  expect(next.news('101')).toEqual(['a hungUp']);
  await allHangUp('a', 'b');
});

test('a phone that hangs up while who it asked by keys rings has handed the client over', async () => {
  clientCalls()
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a')
    .answers('c', 'a', 'talk')
    .event('Hold', 'a');
  script
    .open('l1', 'Local/102@ext-1;1', '<unknown>', 'c')
    .calls('l2', 'Local/102@ext-1;2', '101', '102', 'c');
  script.enters('ask', 'l1').leaves('talk', 'a').enters('ask', 'a');
  script.open('b', 'PJSIP/102-1', '102', 'c').rings('l2', 'b');
  expect(watch.news('102')).toEqual(['a internal ringing 101']);
  script.event('HangupRequest', 'a').leaves('ask', 'a', 'l1').enters('talk', 'l1');
  expect(watch.news('101').slice(3)).toEqual(['a transferred']);
  expect(watch.news('102')).toEqual([`a connected ${CLIENT}`]);
  script.state('b', 'up').dialEnds('l2', 'b', 'ANSWER').enters('in', 'b', 'l2').hangsUp('a');
  expect(watch.news('102')).toEqual(['a answered']);
  await allHangUp('c', 'l1', 'l2', 'b');
});
