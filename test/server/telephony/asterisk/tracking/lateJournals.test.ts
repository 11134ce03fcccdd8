import { ChannelList } from './support/ChannelList';
import { Script } from './support/Script';
import { expectNothingKept } from './support/startScript';
import { Watch } from './support/Watch';

/** A client calls 101 before one backend; the next one can't read what that has stored until `late` is called. */
function unread(before: (script: Script) => void) {
  const [first, truth] = [new Watch(), new ChannelList()];
  const heard = [(message: Parameters<ChannelList['take']>[0]) => first.tracker.handleEvent(message)];
  const script = new Script((message) => {
    truth.take(message);
    for (const hear of heard) hear(message);
  });
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '741');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
  before(script);
  const journals = first.tracker.journals();
  const seenAt = first.timer.now();
  heard.length = 0;
  const start = (): Watch => {
    const watch = new Watch().resync(truth.statuses);
    heard.push((message) => watch.tracker.handleEvent(message));
    return watch;
  };
  return { script, start, late: (watch: Watch) => watch.tracker.addStored({ journals, seenAt }) };
}

test('a call that is over is logged, and who rang has missed it', async () => {
  const { script, start, late } = unread(() => undefined);
  script.hangsUp('a', 0).hangsUp('c');
  const watch = start();
  expect(watch.written).toEqual([]);
  late(watch);
  expect(watch.written).toEqual(['inbound missed +79161234567 via 741: 101, by 101, recorded nothing']);
  expect(watch.reported).toEqual({ '101': ['a inbound ringing +79161234567 via 741', 'a missed'] });
  await expectNothingKept(watch);
});

test('a call that goes on is logged once, with the talk from its begin', async () => {
  const { script, start, late } = unread((one) => one.answers('c', 'a', 'talk').pass(60_000));
  const watch = start();
  const began = watch.news('101');
  late(watch);
  expect(watch.news('101')).toEqual([]);
  expect(began).toContain('a answered');
  script.pass(1_000).leaves('talk', 'c', 'a').hangsUp('a').hangsUp('c');
  expect(watch.written).toEqual(['inbound answered +79161234567 via 741: 101, by 101, recorded nothing']);
  const [record] = watch.records;
  expect((record?.endedAt ?? 0) - (record?.answeredAt ?? 0)).toBeGreaterThanOrEqual(60_000);
  await expectNothingKept(watch);
});

test('a call that has ended meanwhile is not logged again', async () => {
  const { script, start, late } = unread((one) => one.answers('c', 'a', 'talk'));
  const watch = start();
  script.leaves('talk', 'c', 'a').hangsUp('a').hangsUp('c');
  expect(watch.records).toHaveLength(1);
  late(watch);
  expect(watch.records).toHaveLength(1);
  await expectNothingKept(watch);
});
