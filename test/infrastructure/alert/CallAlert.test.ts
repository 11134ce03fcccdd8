import type { Call } from '../../../src/domain/calls/Call';
import { emptyBoard } from '../../../src/domain/calls/CallBoard';
import { Store } from '../../../src/domain/Store';
import { CallAlert } from '../../../src/infrastructure/alert/CallAlert';
import { FakeTabs } from '../../support/FakeTabs';
import { boardOf, sampleCalls } from '../../support/sampleCalls';
import { FakeAlarms } from './support/FakeAlarms';

const { ringing, talking } = sampleCalls;
let tabs: FakeTabs;

beforeEach(() => {
  jest.useFakeTimers();
  tabs = new FakeTabs();
});

afterEach(() => {
  tabs.close();
  expect([jest.getTimerCount(), tabs.locks.holders, tabs.locks.queue]).toEqual([0, [], 0]);
  jest.useRealTimers();
});

const pass = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);

async function open(
  isHidden: boolean,
  { preferences = { sound: true, systemNotice: true }, hasLocks = true, alarms = new FakeAlarms() } = {},
) {
  const tab = tabs.open();
  if (isHidden) tab.look('hidden');
  const board = new Store(emptyBoard);
  new CallAlert(
    {
      board,
      preferences: () => preferences,
      words: ({ id }: Call) => ({ title: 'Incoming call', body: id }),
      window: alarms.windowOf(tab),
      locks: hasLocks ? tab.locks : null,
      name: 'asteriskng',
    },
    tab.scope,
  );
  await pass();
  const report = async (...calls: Call[]): Promise<void> => {
    board.set(boardOf(calls));
    await pass();
  };
  return { tab, alarms, report };
}

test('while amoCRM is not in view a call rings and shows a notification, until it is answered', async () => {
  const { alarms, report } = await open(true);
  await report(ringing('a'));
  expect([alarms.shown, alarms.rings]).toEqual([['Incoming call: a'], 1]);
  await pass(3_000);
  expect(alarms.rings).toBe(2);
  await report(talking('a'));
  await pass(10_000);
  expect([alarms.shown, alarms.rings, alarms.isSilent]).toEqual([[], 2, true]);
});

test('a second ringing call gets a notification too, each call one', async () => {
  const { alarms, report } = await open(true);
  await report(ringing('a'));
  await report(ringing('a'), ringing('b'));
  await report(ringing('a'), ringing('b'));
  expect(alarms.shown).toEqual(['Incoming call: a', 'Incoming call: b']);
});

test('of several hidden tabs one rings and one shows the notification', async () => {
  const all = await Promise.all([open(true), open(true), open(true)]);
  for (const { report } of all) await report(ringing('a'));
  expect(all.reduce((sum, { alarms }) => sum + alarms.rings, 0)).toBe(1);
  expect(all.flatMap(({ alarms }) => alarms.shown)).toEqual(['Incoming call: a']);
});

test('no tab alerts while one is visible', async () => {
  const hidden = await open(true);
  const seen = await open(false);
  for (const { report } of [hidden, seen]) await report(ringing('a'));
  expect([hidden, seen].map(({ alarms }) => [alarms.rings, alarms.shown])).toEqual([
    [0, []],
    [0, []],
  ]);
});

test('an alert ends when any tab becomes visible', async () => {
  const [one, other] = await Promise.all([open(true), open(true)]);
  for (const { report } of [one, other]) await report(ringing('a'));
  other.tab.look('visible');
  await pass(10_000);
  expect([one.alarms.shown, one.alarms.rings, one.alarms.isSilent]).toEqual([[], 1, true]);
});

test('an alert begins when the last tab is hidden while a call rings', async () => {
  const { tab, alarms, report } = await open(false);
  await report(ringing('a'));
  expect(alarms.rings).toBe(0);
  tab.look('hidden');
  await pass();
  expect([alarms.rings, alarms.shown.length]).toEqual([1, 1]);
});

test('while the agent talks a second call gets a notification but no ringtone', async () => {
  const { alarms, report } = await open(true);
  await report(talking('a'), ringing('b'));
  expect([alarms.shown, alarms.rings]).toEqual([['Incoming call: b'], 0]);
});

test.each([
  ['sound', { sound: false, systemNotice: true }, [0, 1]],
  ['notifications', { sound: true, systemNotice: false }, [1, 0]],
])('%s can be switched off', async (_what, preferences, expected) => {
  const { alarms, report } = await open(true, { preferences });
  await report(ringing('a'));
  expect([alarms.rings, alarms.shown.length]).toEqual(expected);
});

test('without permission or user interaction there is no notification and no ringtone', async () => {
  const alarms = new FakeAlarms();
  alarms.permission = 'denied';
  alarms.wasUsed = false;
  const { report } = await open(true, { alarms });
  await report(ringing('a'));
  expect([alarms.rings, alarms.shown]).toEqual([0, []]);
});

test('without Web Locks each tab alerts by itself', async () => {
  const { alarms, report } = await open(true, { hasLocks: false });
  await report(ringing('a'));
  expect([alarms.rings, alarms.shown.length]).toEqual([1, 1]);
});

test('a click on the notification brings amoCRM to the front', async () => {
  const { alarms, report } = await open(true);
  await report(ringing('a'));
  alarms.click();
  expect([alarms.focused, alarms.shown]).toEqual([1, []]);
});

describe('when the browser refuses one kind of alert the other still works', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  test.each<[FakeAlarms['refuses'], string[], boolean]>([
    ['notifications', [], true],
    ['sound', ['Incoming call: a'], false],
    ['silence', ['Incoming call: a'], true],
  ])('%s', async (refuses, shown, rings) => {
    const alarms = new FakeAlarms();
    alarms.refuses = refuses;
    const { report } = await open(true, { alarms });
    await report(ringing('a'));
    await pass(100);
    expect([alarms.shown, alarms.rings > 0]).toEqual([shown, rings]);
    await report();
    await pass();
    expect([alarms.shown, alarms.isSilent]).toEqual([[], true]);
  });

  test.each<[string, () => never | Promise<never>]>([
    [
      'throw',
      () => {
        throw new DOMException('no', 'SecurityError');
      },
    ],
    ['reject', () => Promise.reject(new DOMException('no', 'SecurityError'))],
  ])('locks that %s: the tab alerts by itself', async (_what, refuse) => {
    const tab = tabs.open();
    tab.look('hidden');
    const alarms = new FakeAlarms();
    const board = new Store(emptyBoard);
    const locks = { request: refuse, query: refuse } as unknown as LockManager;
    const words = ({ id }: Call) => ({ title: 'Incoming call', body: id });
    const preferences = () => ({ sound: true, systemNotice: true });
    new CallAlert(
      { board, preferences, words, window: alarms.windowOf(tab), locks, name: 'asteriskng' },
      tab.scope,
    );
    board.set(boardOf([ringing('a')]));
    await pass();
    expect([alarms.shown, alarms.rings > 0]).toEqual([['Incoming call: a'], true]);
  });
});
