import { ChannelList } from './support/ChannelList';
import { Script } from './support/Script';
import { Watch } from './support/Watch';

/** A talk of which a moved channel has left something behind: beside ChanSpy such a one was seen to stay for ever. */
function talkWithSurrogate() {
  const watch = new Watch().resync([]);
  const truth = new ChannelList();
  const script = new Script((message) => {
    truth.take(message);
    watch.tracker.handleEvent(message);
  });
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '101');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a').answers('c', 'a', 'b');
  script.open('s', 'Surrogate/PJSIP/trunk-1', '79161234567', 'c');
  return { watch, truth, script };
}

test('what a moved channel has left behind does not keep the call open', () => {
  const { watch, script } = talkWithSurrogate();
  script.hangsUp('a').hangsUp('c');
  expect(watch.open).toEqual([]);
  expect(watch.records).toMatchObject([{ id: 'c', outcome: 'answered', extension: '101' }]);
});

test('nor does it after a lost link', () => {
  const { watch, truth } = talkWithSurrogate();
  watch.tracker.lose();
  expect(truth.statuses.map(({ Uniqueid }) => Uniqueid)).toEqual(['c', 'a', 's']);
  watch.resync(truth.statuses.filter(({ Uniqueid }) => Uniqueid === 's'));
  expect(watch.open).toEqual([]);
  expect(watch.records).toMatchObject([{ id: 'c', outcome: 'answered', extension: '101' }]);
});

test('nor does it after a restart', () => {
  const { watch: before, truth, script } = talkWithSurrogate();
  const journals = before.tracker.journals();
  const watch = new Watch({ journals, seenAt: script.now });
  watch.resync(truth.statuses.filter(({ Uniqueid }) => Uniqueid === 's'));
  expect(watch.open).toEqual([]);
  expect(watch.records).toMatchObject([{ id: 'c', outcome: 'answered', extension: '101', isWhole: false }]);
});
