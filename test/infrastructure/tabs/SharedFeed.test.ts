import { allMethods, FakeBackend } from '../../support/FakeBackend';
import { FakeTabs } from '../../support/FakeTabs';
import { wireCall, wireStatus } from '../../support/wireStatus';
import { startTab, type StartedTab } from './support/startTab';

let tabs: FakeTabs;
let backend: FakeBackend;

beforeEach(() => {
  jest.useFakeTimers();
  tabs = new FakeTabs();
  backend = new FakeBackend();
  backend.methods = allMethods;
  backend.abortable = true;
});

afterEach(() => {
  tabs.close();
  expect([jest.getTimerCount(), tabs.locks.holders, tabs.locks.queue]).toEqual([0, [], 0]);
  jest.useRealTimers();
});

const pass = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);
const start = (): StartedTab => startTab(tabs.open(), backend);
const polls = () => backend.waiting.filter(({ request }) => request.content.method === 'get_agent_status');
const leaders = (all: StartedTab[]): number[] =>
  all.flatMap(({ feed }, index) => (feed.isLeader ? [index] : []));
const ringing = (revision: number) => wireStatus(revision, [wireCall('a')]);
const revisionIn = ({ heard }: StartedTab): number | undefined => heard.at(-1)?.status.revision;

/** Opens tabs one after another; the first of them leads. */
async function open(count: number): Promise<StartedTab[]> {
  const all: StartedTab[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    all.push(start());
    await pass();
  }
  return all;
}

/** Answers the waiting poll with a status of this revision. */
async function answerPoll(revision: number): Promise<void> {
  for (const poll of polls()) poll.answer(ringing(revision));
  await pass();
}

test('of five tabs one polls, and all get the same reports', async () => {
  const all = await open(5);
  await answerPoll(1);
  await pass(3_000);
  expect([leaders(all), polls().length, backend.count('ping')]).toEqual([[0], 1, 1]);
  for (const { heard, methods } of all) {
    expect(heard.at(-1)).toEqual(all[0]?.heard.at(-1));
    expect(methods.at(-1)).toEqual(allMethods);
  }
});

test('a new tab gets the news at once, with the time of the status', async () => {
  const [first] = await open(1);
  await answerPoll(1);
  await pass(5_000);
  const second = start();
  await pass();
  expect(second.heard.at(-1)).toEqual(first?.heard.at(-1));
  expect([second.methods.at(-1), polls().length]).toEqual([allMethods, 1]);
});

test('a new tab gets no success before the backend has answered', async () => {
  backend.answersItself = false;
  const [, second] = await open(2);
  await pass(500);
  expect([second?.methods, second?.heard]).toEqual([[], []]);
});

test('a failure is reported in all tabs', async () => {
  const all = await open(2);
  polls()[0]?.fail();
  await pass();
  expect(all.map(({ failures }) => failures)).toEqual([['unreachable'], ['unreachable']]);
});

test('failures in a row are reported in all tabs without a success between them', async () => {
  const [, second] = await open(2);
  await answerPoll(1);
  backend.answersItself = false;
  const before = second?.methods.length;
  for (let turn = 0; turn < 3; turn += 1) {
    for (const { fail } of [...backend.waiting]) fail();
    await pass();
    second?.tab.window.dispatchEvent(new Event('online'));
    await pass(20_000);
  }
  expect(second?.failures.length).toBeGreaterThanOrEqual(3);
  expect([second?.methods.length, second?.heard.length]).toEqual([before, 1]);
});

test('a new tab during an outage gets the failure and the last status', async () => {
  await open(1);
  await answerPoll(1);
  polls()[0]?.fail();
  await pass();
  const second = start();
  await pass();
  expect([second.failures.at(-1), revisionIn(second)]).toEqual(['unreachable', 1]);
});

test('when the leader closes another tab polls at once, beginning with the last status', async () => {
  const all = await open(3);
  await answerPoll(1);
  all[0]?.tab.close();
  await pass();
  expect([leaders(all.slice(1)), polls().length]).toEqual([[0], 1]);
  expect(polls()[0]?.request.content.params['current_status']).toMatchObject({
    revision: ringing(1).revision,
  });
  await answerPoll(2);
  expect(all.slice(1).map(revisionIn)).toEqual([2, 2]);
});

test('when the leader is frozen another tab polls within a second', async () => {
  const all = await open(2);
  await answerPoll(1);
  all[0]?.tab.freeze();
  const before = backend.count('get_agent_status');
  await pass(1_000);
  expect([all[1]?.feed.isLeader, backend.count('get_agent_status')]).toEqual([true, before + 1]);
  await answerPoll(2);
  expect(all.map(revisionIn)).toEqual([1, 2]);
});

test('a former leader that thaws becomes a follower and gets the latest status', async () => {
  const all = await open(3);
  await answerPoll(1);
  all[0]?.tab.freeze();
  await pass(1_000);
  await answerPoll(2);
  all[0]?.tab.thaw();
  await pass(100);
  expect([leaders(all).length, all[0]?.feed.isLeader, all.map(revisionIn)]).toEqual([1, false, [2, 2, 2]]);
  await answerPoll(3);
  expect([polls().length, all.map(revisionIn)]).toEqual([1, [3, 3, 3]]);
});

test('a tab that took the lock follows after it has itself been frozen and thawed', async () => {
  const all = await open(2);
  await answerPoll(1);
  all[0]?.tab.freeze();
  await pass(1_000);
  await answerPoll(2);
  all[1]?.tab.freeze();
  all[0]?.tab.thaw();
  await pass(1_000);
  await answerPoll(3);
  all[1]?.tab.thaw();
  await pass(100);
  expect([leaders(all), all.map(revisionIn)]).toEqual([[0], [3, 3]]);
});

test('late news of a former leader are ignored', async () => {
  const all = await open(2);
  await answerPoll(1);
  await pass(10);
  const late = tabs.open().channel('asteriskng');
  all[0]?.tab.close();
  await pass();
  await answerPoll(5);
  const news = { kind: 'news', term: 1, methods: null, heardAt: 0, failure: null };
  const third = start();
  await pass();
  late.postMessage({ ...news, status: ringing(2) });
  await pass();
  expect([all[1], third].map((one) => one && revisionIn(one))).toEqual([5, 5]);
});

test('a hidden tab probes the leader every 5 s, and at once when it becomes visible', async () => {
  const all = await open(2);
  await answerPoll(1);
  all[1]?.tab.look('hidden');
  all[0]?.tab.freeze();
  await pass(9_000);
  expect(all[1]?.feed.isLeader).toBe(false);
  all[1]?.tab.look('visible');
  await pass(1_000);
  expect(all[1]?.feed.isLeader).toBe(true);
});

test.each([
  ['has no locks', false, null],
  ['may not use them', true, new DOMException('forbidden', 'SecurityError')],
])('a page that %s polls for itself', async (_what, hasTabs, failure) => {
  tabs.locks.failure = failure;
  const one = startTab(tabs.open(), backend, hasTabs);
  await pass();
  await answerPoll(1);
  expect([one.feed.isLeader, polls().length, revisionIn(one)]).toEqual([true, 1, 1]);
});

test('two tabs that get no lock both poll, and do not answer each other without end', async () => {
  tabs.locks.failure = new DOMException('no', 'SecurityError');
  let posts = 0;
  tabs
    .open()
    .channel('asteriskng')
    .addEventListener('message', () => {
      posts += 1;
      // With endless answers the test would not end.
      if (posts > 100) tabs.close();
    });
  const all = await open(2);
  await answerPoll(1);
  await pass(3_000);
  expect([leaders(all), polls().length, all.map(revisionIn)]).toEqual([[0, 1], 2, [1, 1]]);
  // Each tab has sent one probe, at its start.
  expect(posts).toBe(2);
});

test('a tab that was frozen before it had its lock follows the tab that took it', async () => {
  const frozen = start();
  frozen.tab.freeze();
  const other = start();
  await pass(2_000);
  await answerPoll(5);
  frozen.tab.thaw();
  await pass(1_000);
  expect([leaders([frozen, other]), revisionIn(frozen)]).toEqual([[1], 5]);
});
