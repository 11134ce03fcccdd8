import { HistoryCursors } from '../../../server/history/HistoryCursors';
import { HistoryLines } from '../../../server/history/HistoryLines';
import { HistoryPages } from '../../../server/history/HistoryPages';
import type { StoredCall } from '../../../server/store/StoredCall';
import { FakeTimer } from '../../support/FakeTimer';
import { sampleCall } from '../store/support/sampleCall';
import { record } from '../support/amo/startCrm';

/** Ended calls, the newest first, of clients whose many cards take a tenth of a second each to be looked at. */
function slowPages(count: number, timer: FakeTimer, looked: string[]): HistoryPages {
  const calls: readonly StoredCall[] = Array.from({ length: count }, (_, index) => {
    const number = `+7910123${String(index).padStart(4, '0')}`;
    return sampleCall({
      id: `c${index}`,
      startedAt: 1_000 - index,
      journal: JSON.stringify(record(timer, { number })),
    });
  });
  let elapsed = 0;
  const lines = new HistoryLines({
    seen: (_extension, number) => {
      looked.push(number);
      elapsed += 100;
      return Promise.resolve({ cards: 'none', isOwned: false, party: null } as never);
    },
    mayViewCallsOf: () => true,
    nameOf: () => null,
    outcomeText: (id) => ({ ru: id, en: id, es: id, pt: id }),
    hasRecording: () => false,
  });
  return new HistoryPages({
    calls: {
      page: ({ after, limit }) => {
        const left = calls.filter(({ startedAt }) => after === undefined || startedAt < after.startedAt);
        return Promise.resolve({ calls: left.slice(0, limit), next: null });
      },
    },
    lines,
    cursors: new HistoryCursors(['a secret of the integration']),
    clock: { elapsed: () => elapsed },
  });
}

const query = { scope: 'own', outcome: 'failed', limit: 50 } as const;

test('a page of calls that take long to look at ends in time, and the next one goes on behind it', async () => {
  const looked: string[] = [];
  const pages = slowPages(40, new FakeTimer(), looked);
  const signal = new AbortController().signal;
  const first = await pages.read('101', query, null, signal);
  expect([looked.length, first.next]).toEqual([15, expect.any(String)]);
  const second = await pages.read('101', { ...query, cursor: first.next ?? '' }, null, signal);
  expect(new Set(looked).size).toBe(30);
  const third = await pages.read('101', { ...query, cursor: second.next ?? '' }, null, signal);
  expect([new Set(looked).size, looked.length, third.next]).toEqual([40, 40, null]);
});

test('other work has its turn between such calls, and none is looked at for who has left', async () => {
  const looked: string[] = [];
  const leaving = new AbortController();
  const turns: number[] = [];
  const other = (): void => {
    turns.push(looked.length);
    if (turns.length < 5) setImmediate(other);
    else leaving.abort();
  };
  setImmediate(other);
  await slowPages(40, new FakeTimer(), looked).read('101', query, null, leaving.signal);
  expect(turns).toEqual([1, 2, 3, 4, 5]);
  expect(looked.length).toBeLessThan(8);
});
