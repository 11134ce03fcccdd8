import { LockTurns } from '../../../src/infrastructure/tabs/LockTurns';
import { FakeLocks } from '../../support/FakeLocks';
import { FakeTab } from '../../support/FakeTab';
import { settle } from '../../support/FakeTimer';

let locks: FakeLocks;
let tabs: FakeTab[];
let heard: string[];

beforeEach(() => {
  locks = new FakeLocks();
  tabs = [];
  heard = [];
});

/** A tab that takes the turn of call c1. */
function tabTakes(name: string, isOwn: boolean): { readonly tab: FakeTab; readonly giveUp: () => void } {
  const tab = new FakeTab(locks, () => tabs);
  tabs.push(tab);
  const turns = new LockTurns(tab.locks, 'group');
  const say = (what: string) => (): void => void heard.push(`${name} ${what}`);
  return { tab, giveUp: turns.take('c1', isOwn, say('begins'), say('loses')) };
}

test('a tab that has found something unsent waits until the one that sends is done, or is closed', async () => {
  const first = tabTakes('first', true);
  const second = tabTakes('second', false);
  tabTakes('third', false);
  await settle();
  expect(heard).toEqual(['first begins']);
  first.giveUp();
  await settle();
  expect(heard).toEqual(['first begins', 'second begins']);
  second.tab.close();
  await settle();
  expect(heard.at(-1)).toBe('third begins');
});

test('a tab in which the agent types takes the turn', async () => {
  tabTakes('first', true);
  await settle();
  tabTakes('second', true);
  await settle();
  expect(heard).toEqual(['first begins', 'second begins', 'first loses']);
});

test('a turn that is given up while waited for never begins', async () => {
  const first = tabTakes('first', true);
  await settle();
  const second = tabTakes('second', false);
  second.giveUp();
  first.giveUp();
  await settle();
  expect([heard, locks.holders, locks.queue]).toEqual([['first begins'], [], 0]);
});

test.each([
  ['no locks', () => new LockTurns(null, 'group')],
  [
    'locks that may not be used',
    () => {
      locks.failure = new DOMException('denied', 'SecurityError');
      return new LockTurns(new FakeTab(locks, () => []).locks, 'group');
    },
  ],
])('with %s each tab sends for itself', async (_, turnsOf) => {
  turnsOf().take(
    'c1',
    false,
    () => heard.push('begins'),
    () => heard.push('loses'),
  );
  await settle();
  expect(heard).toEqual(['begins']);
});
