import type { Database } from '../../../../server/store/Database';
import { Retention } from '../../../../server/store/Retention';
import { SqlStore } from '../../../../server/store/SqlStore';
import { localDay } from '../../../../server/store/localDay';
import { FakeTimer } from '../../../support/FakeTimer';
import { RETENTION_TOOLS } from './retentionTools';
import { sampleCall } from './sampleCall';
import { storeLog } from './storeLog';

const DAY_MS = 86_400_000;

/** What every database must do with calls that are old. @param connect to an empty database */
// eslint-disable-next-line jest/no-export -- a suite for several test files
export function retentionSuite(connect: () => Database): void {
  let timer: FakeTimer;
  let store: SqlStore;

  beforeEach(async () => {
    timer = new FakeTimer();
    store = new SqlStore(connect(), timer, storeLog().log);
    await store.open();
  });
  afterEach(() => store.close());

  test('of too many calls the oldest are deleted, whatever their age, and stay in the totals', async () => {
    const now = timer.now();
    for (const age of [1, 2, 3, 4])
      await store.calls.save(sampleCall({ id: String(age), startedAt: now - age * 60_000, details: '{}' }));
    const settings = { keepDays: 30, keepTotalsMonths: 13 };
    await new Retention(settings, store, timer, RETENTION_TOOLS, 2).run();
    expect((await store.calls.page({ limit: 10 })).calls.map(({ id }) => id)).toEqual(['1', '2']);
    const counted = (await store.calls.totals('2000-01-01', '2100-01-01')).map(({ calls }) => calls);
    expect(counted.reduce((sum, calls) => sum + calls, 0)).toBe(4);
    await new Retention(settings, store, timer, RETENTION_TOOLS, 5).run();
    expect((await store.calls.page({ limit: 10 })).calls).toHaveLength(2);
  });

  test('old calls are deleted and stay in the totals of their day, a client is deleted on demand', async () => {
    const now = timer.now();
    const days = [0, 29, 31, 31, 60, 500];
    await Promise.all(
      days.map((age, index) =>
        store.calls.save(
          sampleCall({
            id: String(index),
            startedAt: now - age * DAY_MS,
            numberKey: index === 0 ? 'client' : 'other',
            talkSeconds: 10,
          }),
        ),
      ),
    );
    await store.calls.save(sampleCall({ id: 'open', startedAt: now - 90 * DAY_MS, endedAt: null }));
    const totals = () => store.calls.totals('2000-01-01', '2100-01-01');
    const day = (age: number): string => localDay(now - age * DAY_MS);
    const total = (age: number, calls: number) => ({
      day: day(age),
      direction: 'inbound',
      outcome: 'answered',
      calls,
      talkSeconds: calls * 10,
    });
    const all = [total(500, 1), total(60, 1), total(31, 2), total(29, 1), total(0, 1)];
    expect(await totals()).toEqual(all);
    const retention = new Retention({ keepDays: 30, keepTotalsMonths: 13 }, store, timer, RETENTION_TOOLS);
    await retention.run();
    await retention.run();
    expect((await store.calls.page({ limit: 10 })).calls.map(({ id }) => id)).toEqual(['0', '1']);
    expect((await store.calls.open()).map(({ id }) => id)).toEqual(['open']);
    expect(await totals()).toEqual(all.slice(1));
    expect(await store.calls.deleteClient('client')).toBe(1);
    expect(await store.calls.deleteClient('client')).toBe(0);
    expect((await store.calls.page({ limit: 10 })).calls.map(({ id }) => id)).toEqual(['1']);
    expect(await totals()).toEqual(all.slice(1));
    expect(await store.calls.totals(day(60), day(31))).toEqual([total(60, 1), total(31, 2)]);
  });

  test('a clock that jumps ahead deletes no calls', async () => {
    const began = timer.now();
    await store.calls.save(sampleCall({ id: 'old', startedAt: began - 29 * DAY_MS }));
    await store.calls.save(sampleCall({ id: 'new', startedAt: began }));
    const clock = {
      now: () => began + 60 * DAY_MS,
      elapsed: () => timer.elapsed(),
      after: () => () => undefined,
    };
    const retention = new Retention({ keepDays: 30, keepTotalsMonths: 13 }, store, clock, RETENTION_TOOLS);
    await retention.run();
    expect((await store.calls.page({ limit: 10 })).calls.map(({ id }) => id)).toEqual(['new', 'old']);
  });

  test('nor do calls that were stamped by such a clock; a day at most is made up for by each run', async () => {
    const began = timer.now();
    let ahead = 0;
    const clock = {
      now: () => began + ahead * DAY_MS,
      elapsed: () => timer.elapsed(),
      after: () => () => undefined,
    };
    const ids = async () => (await store.calls.page({ limit: 10 })).calls.map(({ id }) => id);
    const run = () =>
      new Retention({ keepDays: 30, keepTotalsMonths: 13 }, store, clock, RETENTION_TOOLS).run();
    for (const age of [0, 20, 28])
      await store.calls.save(sampleCall({ id: `${age}`, startedAt: began - age * DAY_MS }));
    await run();
    ahead = 60;
    await store.calls.save(sampleCall({ id: 'ahead', startedAt: clock.now() }));
    await run();
    expect(await ids()).toEqual(['ahead', '0', '20', '28']);
    // It was right: the backend had not run for 60 days.
    for (let day = 0; day < 12; day += 1) await run();
    expect(await ids()).toEqual(['ahead', '0']);
    for (let day = 0; day < 30; day += 1) await run();
    expect(await ids()).toEqual(['ahead']);
  });
}
