import { Failure } from '../../../src/domain/Failure';
import type { HistoryPage, HistoryQuery } from '../../../src/domain/history/HistoryBackend';
import type { HistoryState } from '../../../src/domain/history/HistoryState';
import type { PastCall } from '../../../src/domain/history/PastCall';
import { PastCalls } from '../../../src/domain/history/PastCalls';
import { FakeTimer, settle } from '../../support/FakeTimer';
import { ivan } from '../../support/sampleCalls';

const call = (id: string): PastCall => ({
  id,
  direction: 'inbound',
  party: ivan,
  via: null,
  agent: null,
  at: 1_763_700_000_000,
  talkSeconds: 5,
  outcome: 'answered',
  note: null,
  hasRecording: true,
});

const page = (ids: readonly string[], next: string | null = null): HistoryPage => ({
  calls: ids.map(call),
  next,
  hasDepartment: true,
});

interface Asked<T> {
  readonly of: unknown;
  answer(value: T): void;
  fail(reason: Failure): void;
}

function start() {
  const timer = new FakeTimer();
  const pages: Asked<HistoryPage>[] = [];
  const links: Asked<string | null>[] = [];
  const put = <T>(list: Asked<T>[], of: unknown): Promise<T> =>
    new Promise((answer, fail) => list.push({ of, answer, fail }));
  const calls = new PastCalls(
    {
      page: ({ isDepartment, filter, search }: HistoryQuery, after) =>
        put(pages, [isDepartment, filter, search, after]),
      recording: (id) => put(links, id),
    },
    timer,
  );
  const open = (): Extract<HistoryState, { kind: 'open' }> => {
    const state = calls.state.get();
    if (state.kind !== 'open') throw new Error('closed');
    return state;
  };
  return { timer, calls, pages, links, open, ids: () => open().calls.map(({ id }) => id) };
}

const answered = async (asked: Asked<HistoryPage> | undefined, value: HistoryPage): Promise<void> => {
  asked?.answer(value);
  await settle();
};

test('it reads when it is opened, and goes on behind what is there, each call once', async () => {
  const { calls, pages, open, ids } = start();
  expect(calls.state.get()).toEqual({ kind: 'closed' });
  calls.open();
  expect(open().reading).toEqual({ kind: 'reading' });
  await answered(pages[0], page(['a', 'b'], 'n'));
  expect([ids(), open().hasDepartment, open().reading.kind]).toEqual([['a', 'b'], true, 'idle']);
  calls.more();
  await answered(pages[1], page(['b', 'c']));
  expect(ids()).toEqual(['a', 'b', 'c']);
  calls.more();
  expect(pages.map(({ of }) => of)).toEqual([
    [false, 'all', '', null],
    [false, 'all', '', 'n'],
  ]);
});

test('a search waits until typing pauses, other choices do not; an older answer never replaces a newer one', async () => {
  const { timer, calls, pages, ids } = start();
  calls.open();
  await answered(pages[0], page(['a']));
  for (const search of ['А', 'Ан', 'Анн']) calls.ask({ search });
  expect(pages).toHaveLength(1);
  await timer.pass(300);
  calls.ask({ filter: 'missed' });
  calls.ask({ isDepartment: true });
  expect(pages.slice(1).map(({ of }) => of)).toEqual([
    [false, 'all', 'Анн', null],
    [false, 'missed', 'Анн', null],
    [true, 'missed', 'Анн', null],
  ]);
  expect(ids()).toEqual(['a']);
  await answered(pages[3], page(['c']));
  await answered(pages[1], page(['b']));
  expect(ids()).toEqual(['c']);
});

test('empty parts are passed over, not without end', async () => {
  const { calls, pages, open } = start();
  calls.open();
  for (let part = 0; part < 5; part += 1) await answered(pages[part], page([], `n${part}`));
  expect(pages).toHaveLength(5);
  expect([open().reading.kind, open().next]).toEqual(['idle', 'n4']);
});

test('a failure is shown with what was there, and is tried again', async () => {
  const { calls, pages, open, ids } = start();
  calls.open();
  await answered(pages[0], page(['a'], 'n'));
  calls.again();
  pages[1]?.fail(new Failure('timeout'));
  await settle();
  expect([open().reading, ids()]).toEqual([{ kind: 'failed', failure: new Failure('timeout') }, ['a']]);
  calls.again();
  await answered(pages[2], page(['b', 'a']));
  expect(ids()).toEqual(['b', 'a']);
});

test('closed nothing is asked, and what comes late changes nothing', async () => {
  const { calls, pages, links, open } = start();
  calls.ask({ search: 'x' });
  calls.again();
  calls.more();
  calls.broken('a');
  calls.plays('a');
  expect(pages).toEqual([]);
  calls.open();
  calls.listen('a');
  calls.close();
  links[0]?.answer('https://x/a');
  await answered(pages[0], page(['a']));
  expect(calls.state.get()).toEqual({ kind: 'closed' });
  calls.open();
  expect([open().calls, open().recordings.size]).toEqual([[], 0]);
});

test('details are shown of one call at a time', () => {
  const { calls, open } = start();
  calls.open();
  calls.show('a');
  calls.show('b');
  expect(open().shownId).toBe('b');
  calls.show('b');
  expect(open().shownId).toBeNull();
});

test('an address that has ended is asked for once more, one that never plays is given up, and can be pressed again', async () => {
  const { calls, links, open } = start();
  calls.open();
  const kind = (): string | undefined => open().recordings.get('a')?.kind;
  calls.broken('a');
  calls.listen('a');
  expect(kind()).toBe('asked');
  links[0]?.answer('https://x/1');
  await settle();
  calls.plays('a');
  calls.broken('a');
  links[1]?.answer('https://x/2');
  await settle();
  expect(open().recordings.get('a')).toEqual({ kind: 'ready', url: 'https://x/2', isAgain: true });
  // It plays, so the next end of an address is as the first one.
  calls.plays('a');
  calls.broken('a');
  links[2]?.answer('https://x/3');
  await settle();
  calls.broken('a');
  expect(open().recordings.get('a')).toEqual({ kind: 'failed', failure: null });
  calls.listen('a');
  links[3]?.answer(null);
  await settle();
  expect(kind()).toBe('none');
  calls.listen('b');
  links[4]?.fail(new Failure('refused', 'NoActiveCall'));
  await settle();
  expect(open().recordings.get('b')).toEqual({
    kind: 'failed',
    failure: new Failure('refused', 'NoActiveCall'),
  });
});
