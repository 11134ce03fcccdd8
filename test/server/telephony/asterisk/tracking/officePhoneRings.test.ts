import type { CallEvent } from '../../../../../server/calls/CallEvent';
import { ChannelList } from './support/ChannelList';
import { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import { Watch } from './support/Watch';

let watch: Watch;
let script: Script;

/** The phone 301 of the office, which is no agent's, calls. */
beforeEach(() => {
  ({ watch, script } = startScript());
  script.calls('w', 'PJSIP/301-1', '301', '101');
});

afterEach(() => expectNothingKept(watch));

/** The first report of each call of this agent. */
const begun = (extension: string): readonly CallEvent[] =>
  watch.events.filter(([to, { type }]) => to === extension && type === 'began').map(([, event]) => event);

test('a ring of a phone of the office is a colleague’s call, and so is the missed one; there is no record', () => {
  script.open('a', 'PJSIP/101-1', '101', 'w').rings('w', 'a').dialEnds('w', 'a', 'NOANSWER').hangsUp('a');
  expect(begun('101')).toMatchObject([{ direction: 'internal', via: null }]);
  expect(watch.news('101').at(-1)).toBe('a missed');
  script.hangsUp('w');
  expect(watch.records).toEqual([]);
});

test('so is the one that a queue passes on', () => {
  script.open('l1', 'Local/101@ext-1;1', '<unknown>', 'w').open('l2', 'Local/101@ext-1;2', '<unknown>', 'w');
  script.rings('w', 'l1').open('a', 'PJSIP/101-1', '101', 'w').rings('l2', 'a');
  expect(begun('101')).toMatchObject([{ direction: 'internal', via: null }]);
  for (const id of ['a', 'l2', 'l1', 'w']) script.hangsUp(id);
  expect(watch.records).toEqual([]);
});

test('so is the one that was over before the next backend was there', async () => {
  script.open('a', 'PJSIP/101-1', '101', 'w').rings('w', 'a');
  const next = new Watch({ journals: watch.tracker.journals() }).resync([]);
  expect(next.reported).toEqual({ '101': ['a internal ringing +301', 'a missed'] });
  await expectNothingKept(next);
  script.dialEnds('w', 'a', 'CANCEL').hangsUp('a').hangsUp('w');
});

test('who is asked by that phone has missed it, though meanwhile, unheard, it went back to the client', () => {
  script.hangsUp('w').calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('g', 'PJSIP/301-2', '301', 'c');
  script.rings('c', 'g').answers('c', 'g', 'bridge').leaves('bridge', 'g');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('g', 'a');
  const truth = new ChannelList();
  const back = new Script((message) => void truth.take(message));
  back.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('g', 'PJSIP/301-2', '301', 'c');
  back.rings('c', 'g').answers('c', 'g', 'bridge');
  const next = new Watch({ journals: watch.tracker.journals() }).resync(truth.statuses);
  expect(next.reported['101']).toEqual(['a internal ringing +301', 'a missed']);
  script.dialEnds('g', 'a', 'CANCEL').hangsUp('a').hangsUp('g').hangsUp('c');
});

test('a client whom that phone transfers to the agent is a client', () => {
  script.hangsUp('w').calls('c', 'PJSIP/trunk-1', '79161234567', '700');
  script.open('g', 'PJSIP/301-2', '301', 'c').rings('c', 'g').answers('c', 'g', 'bridge');
  script.leaves('bridge', 'c', 'g').hangsUp('g');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
  expect(begun('101')).toMatchObject([{ direction: 'inbound', via: '700' }]);
  script.hangsUp('a').hangsUp('c');
});
