import { ChannelList } from './support/ChannelList';
import { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import { Watch } from './support/Watch';

/** 101 has rung in vain and 102 rings when the backend stops. `again`: another one has read what there is by then. */
function stopped(): {
  readonly script: Script;
  readonly truth: ChannelList;
  readonly first: Watch;
  readonly again: () => Watch;
} {
  const [first, truth] = [new Watch(), new ChannelList()];
  const heard = [(message: Parameters<ChannelList['take']>[0]) => first.tracker.handleEvent(message)];
  const script = new Script((message) => {
    truth.take(message);
    for (const hear of heard) hear(message);
  });
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '723');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a').dialEnds('c', 'a', 'NOANSWER').hangsUp('a', 0);
  script.open('b', 'PJSIP/102-1', '102', 'c').rings('c', 'b');
  const journals = first.tracker.journals();
  heard.length = 0;
  const again = (): Watch => {
    const watch = new Watch({ journals }).resync(truth.statuses);
    heard.push((message) => watch.tracker.handleEvent(message));
    return watch;
  };
  return { script, truth, first, again };
}

/** The same, with the next backend there. */
function started(isAnsweredMeanwhile: boolean): {
  readonly watch: Watch;
  readonly script: Script;
  readonly first: Watch;
} {
  const { script, first, again } = stopped();
  if (isAnsweredMeanwhile) script.answers('c', 'b', 'talk');
  return { watch: again(), script, first };
}

test.each([true, false])(
  'a call missed before a restart is no longer one when a colleague answers its caller (meanwhile: %s)',
  async (isMeanwhile) => {
    const { watch, script, first } = started(isMeanwhile);
    if (!isMeanwhile) script.answers('c', 'b', 'talk');
    const missed = first.events.find(([, { type }]) => type === 'ended')?.[1].id;
    expect(watch.events).toContainEqual(['101', { type: 'answeredElsewhere', id: missed }]);
    script.leaves('talk', 'c', 'b').hangsUp('b').hangsUp('c');
    expect(watch.events.filter(([extension]) => extension === '101')).toHaveLength(1);
    await expectNothingKept(watch);
  },
);

test('it stays missed when the caller gives up', async () => {
  const { watch, script } = started(false);
  script.hangsUp('b', 0).hangsUp('c');
  expect(watch.events.filter(([extension]) => extension === '101')).toEqual([]);
  await expectNothingKept(watch);
});

test('who rang when the backend stopped has missed a caller who left meanwhile, and who rang before is not told again', async () => {
  const { script, first, again } = stopped();
  script.hangsUp('b', 0).hangsUp('c');
  const watch = again();
  expect(watch.reported).toEqual({ '102': ['a inbound ringing +79161234567 via 723', 'a missed'] });
  expect(watch.events.map(([, { id }]) => id)).toEqual([first.open[0]?.split(' ')[1], expect.anything()]);
  await expectNothingKept(watch);
});

test('who rang when the backend stopped has missed a caller who waits on, until a colleague answers', async () => {
  const { script, again } = stopped();
  script.dialEnds('c', 'b', 'NOANSWER').hangsUp('b', 0);
  const watch = again();
  expect(watch.news('102')).toEqual(['a inbound ringing +79161234567 via 723', 'a missed']);
  script.open('d', 'PJSIP/103-1', '103', 'c').rings('c', 'd').answers('c', 'd', 'talk');
  expect(watch.news('102')).toEqual(['a answered elsewhere after all']);
  script.leaves('talk', 'c', 'd').hangsUp('d').hangsUp('c');
  await expectNothingKept(watch);
});

test.each([
  ['the end of the dial and that of its channel', false],
  ['the end of one phone and that of the other', true],
] as const)('killed between %s, the agent has missed the call once', async (_when, isSecond) => {
  const [first, truth] = [new Watch(), new ChannelList()];
  let isDead = false;
  const script = new Script((message) => {
    truth.take(message);
    if (!isDead) first.tracker.handleEvent(message);
  });
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '101')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  if (isSecond) script.open('b', 'PJSIP/201-1', '101', 'c').rings('c', 'b');
  script.dialEnds('c', 'a', 'CANCEL');
  if (isSecond) script.dialEnds('c', 'b', 'CANCEL').hangsUp('a', 0);
  isDead = true;
  script.hangsUp(isSecond ? 'b' : 'a', 0).hangsUp('c');
  const watch = new Watch({ journals: first.tracker.journals() }).resync(truth.statuses);
  expect(first.news('101')).toEqual(['a inbound ringing +79161234567 via 101']);
  expect(watch.news('101')).toEqual(['a inbound ringing +79161234567 via 101', 'a missed']);
  await expectNothingKept(watch);
});

test('who was told after a restart is not told again after the next one', async () => {
  const { script, truth, again } = stopped();
  script.dialEnds('c', 'b', 'NOANSWER').hangsUp('b', 0);
  const second = again();
  expect(second.news('102')).toEqual(['a inbound ringing +79161234567 via 723', 'a missed']);
  const third = new Watch({ journals: second.tracker.journals() }).resync(truth.statuses);
  expect(third.reported).toEqual({});
  script.hangsUp('c');
  await expectNothingKept(second);
});

describe('a phone that was called and did not come to ring', () => {
  test.each(['c', 'a'])('its agent has missed a caller who gives up (%s ends first)', async (first) => {
    const { watch, script } = startScript();
    script
      .calls('c', 'PJSIP/trunk-1', '79161234567', '101')
      .open('a', 'PJSIP/101-1', '101', 'c')
      .begins('c', 'a');
    script.dialEnds('c', 'a', 'CANCEL');
    expect(watch.reported).toEqual({});
    script.hangsUp(first).hangsUp(first === 'c' ? 'a' : 'c');
    expect(watch.news('101')).toEqual(['a inbound ringing +79161234567 via 101', 'a missed']);
    expect(watch.written).toEqual(['inbound missed +79161234567 via 101: 101, by 101, recorded nothing']);
    await expectNothingKept(watch);
  });

  test('its agent has not missed a caller whom a colleague answers', async () => {
    const { watch, script } = startScript();
    script
      .calls('c', 'PJSIP/trunk-1', '79161234567', '729')
      .open('a', 'PJSIP/101-1', '101', 'c')
      .begins('c', 'a');
    script.open('b', 'PJSIP/102-1', '102', 'c').rings('c', 'b').answers('c', 'b', 'talk');
    script.dialEnds('c', 'a', 'CANCEL').hangsUp('a', 26).leaves('talk', 'c', 'b').hangsUp('b').hangsUp('c');
    expect(watch.news('101')).toEqual([]);
    await expectNothingKept(watch);
  });

  test('its agent has missed nothing whose other phone is busy', async () => {
    const { watch, script } = startScript();
    script
      .calls('c', 'PJSIP/trunk-1', '79161234567', '101')
      .open('a', 'PJSIP/101-1', '101', 'c')
      .begins('c', 'a');
    script.open('b', 'PJSIP/201-1', '101', 'c').begins('c', 'b').dialEnds('c', 'b', 'BUSY').hangsUp('b', 17);
    script.dialEnds('c', 'a', 'CANCEL').hangsUp('a', 0).hangsUp('c');
    expect(watch.reported).toEqual({});
    await expectNothingKept(watch);
  });
});

test('a backend that takes over ends the ring of a call that a colleague has answered meanwhile', async () => {
  const { script, first, again } = stopped();
  script.answers('c', 'b', 'talk').leaves('talk', 'c', 'b').hangsUp('b');
  script.open('d', 'PJSIP/103-1', '103', 'c').rings('c', 'd').answers('c', 'd', 'talk');
  const watch = again();
  expect(watch.news('102')).toEqual(['a answeredElsewhere']);
  expect(watch.events.find(([extension]) => extension === '102')?.[1].id).toBe(first.open[0]?.split(' ')[1]);
  script.leaves('talk', 'c', 'd').hangsUp('d').hangsUp('c');
  await expectNothingKept(watch);
});

test('of a queue that is consulted in vain after a restart a member has missed the colleague, though the queue had answered', async () => {
  const [first, truth] = [new Watch(), new ChannelList()];
  const heard = [(message: Parameters<ChannelList['take']>[0]) => first.tracker.handleEvent(message)];
  const script = new Script((message) => {
    truth.take(message);
    for (const hear of heard) hear(message);
  });
  script
    .calls('a', 'PJSIP/101-1', '101', '301')
    .open('l', 'Local/301@internal-1;1', '301', 'a')
    .rings('a', 'l');
  script.calls('m', 'Local/301@internal-1;2', '101', '301', 'a').answers('a', 'l', 'asks');
  script.event('QueueCallerJoin', 'm', { Queue: 'sales' });
  script.open('b', 'PJSIP/102-1', '102', 'a').rings('m', 'b');
  const watch = new Watch({ journals: first.tracker.journals() }).resync(truth.statuses);
  heard.splice(0, 1, (message) => watch.tracker.handleEvent(message));
  expect(watch.news('102')).toEqual(['a internal ringing 101']);
  script.dialEnds('m', 'b', 'CANCEL').hangsUp('b', 0);
  expect(watch.news('102')).toEqual(['a missed']);
  script.leaves('asks', 'a', 'l').hangsUp('m').hangsUp('l').hangsUp('a');
  await expectNothingKept(watch);
});
