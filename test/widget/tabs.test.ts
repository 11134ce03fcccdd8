/** @jest-environment ./test/support/jsdomEnvironment.js */
import '../support/domGaps';
import type { AmoCallbacks } from '../../src/system/plugin/AmoWidget';
import { allMethods } from '../support/FakeBackend';
import { FakeAmocrm } from '../support/FakeAmocrm';
import type { FakeTab } from '../support/FakeTab';
import { FakeTabs } from '../support/FakeTabs';
import { wireCall, wireStatus } from '../support/wireStatus';

const NAME = 'asteriskng:1.0.0::7461242:domain.com/asterisk_ng';
/** Lets time pass, ms: as much as the views need to come in their several tasks, or more. */
const pass = (ms = 10): Promise<void> => jest.advanceTimersByTimeAsync(ms);
const popups = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.asteriskng-popup')];
const heard: { kind?: string }[] = [];
const lookups: string[] = [];
let tabs: FakeTabs;
let other: FakeTab;
let line: BroadcastChannel;
let host: FakeAmocrm;
let callbacks: AmoCallbacks | null;

/** The widget's page is one of two tabs; the test plays the other. */
beforeEach(() => {
  jest.useFakeTimers();
  tabs = new FakeTabs();
  heard.length = lookups.length = 0;
  const own = tabs.open();
  other = tabs.open();
  line = other.channel(NAME);
  line.addEventListener('message', ({ data }: MessageEvent<{ kind?: string }>) => {
    heard.push(data);
  });
  Object.defineProperty(window.navigator, 'locks', { value: own.locks, configurable: true });
  Object.assign(window, {
    BroadcastChannel: function Line(name: string): BroadcastChannel {
      return own.channel(name);
    },
    fetch: (path: string) => {
      lookups.push(path);
      const contacts = [{ id: 5, name: 'Анна' }];
      return Promise.resolve({
        status: 200,
        ok: true,
        json: () => Promise.resolve({ _embedded: { contacts } }),
      });
    },
  });
  host = new FakeAmocrm('en');
  host.backend.methods = allMethods;
  host.backend.abortable = true;
  callbacks = null;
});

afterEach(async () => {
  callbacks?.destroy();
  tabs.close();
  await pass();
  expect([jest.getTimerCount(), tabs.locks.holders]).toEqual([0, []]);
  for (const name of ['fetch', 'BroadcastChannel']) Reflect.deleteProperty(window, name);
  Reflect.deleteProperty(window.navigator, 'locks');
  jest.useRealTimers();
});

async function lead(): Promise<void> {
  callbacks = host.start();
  await pass();
  host.backend.poll().answer(wireStatus(1, [wireCall('a')]));
  await pass();
}

async function follow(): Promise<void> {
  void other.locks.request(NAME, () => new Promise(() => undefined)).catch(() => undefined);
  callbacks = host.start();
  await pass();
  line.postMessage({
    kind: 'news',
    term: 1,
    methods: allMethods,
    status: wireStatus(1, [wireCall('a')]),
    heardAt: Date.now(),
    failure: null,
  });
  await pass();
}

test('a follower sends no poll, shows the call, and sends its own commands', async () => {
  await follow();
  expect([popups().length, host.backend.seen]).toEqual([1, []]);
  popups()[0]?.querySelector<HTMLElement>('[data-command=answer]')?.click();
  await pass();
  expect(host.backend.seen.map(({ content }) => content.params)).toEqual([
    { unique_id: 'a', command_id: 'answer:a' },
  ]);
});

test('the leader looks a caller up and sends the result to the other tabs', async () => {
  await lead();
  expect(lookups).toHaveLength(1);
  expect(heard).toContainEqual(
    expect.objectContaining({
      kind: 'caller',
      key: '79101234567',
      caller: expect.objectContaining({ name: 'Анна', contactId: '5' }) as object,
    }),
  );
});

test('a follower shows the name that the leader has found', async () => {
  await follow();
  const caller = { name: 'Ева', contactId: '9', company: null, responsible: null, matches: [] };
  line.postMessage({ kind: 'caller', key: '79101234567', caller });
  await pass();
  expect([lookups, popups()[0]?.querySelector('.asteriskng-name')?.textContent]).toEqual([[], 'Ева']);
});

test('a popup that is dismissed in one tab disappears in all', async () => {
  await lead();
  document.querySelector<HTMLElement>('[data-command=fold]')?.click();
  popups()[0]?.querySelector<HTMLElement>('[data-command=close]')?.click();
  await pass();
  expect([popups(), heard]).toEqual([[], expect.arrayContaining([{ kind: 'dismissed', step: 'a:before' }])]);
  host.backend.poll().answer(wireStatus(2, [wireCall('b')]));
  await pass();
  line.postMessage({ kind: 'dismissed', step: 'b:before' });
  await pass();
  expect(popups()).toEqual([]);
});

test('a follower that becomes the leader looks up the caller of a call that it already shows', async () => {
  await follow();
  other.close();
  await pass();
  host.backend.poll().answer(wireStatus(1, [wireCall('a')]));
  await pass();
  expect(lookups).toHaveLength(1);
});
