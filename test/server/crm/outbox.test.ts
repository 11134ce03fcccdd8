import { buildCrm, KNOWN, missed, record, type TestCrm } from '../support/amo/startCrm';
import { MemoryOutboxStore } from '../support/amo/MemoryOutboxStore';

let test_: TestCrm;

async function start(...options: Parameters<typeof buildCrm>): Promise<TestCrm> {
  test_ = buildCrm(...options);
  test_.amo.account.contact('Иван Петров', KNOWN);
  await test_.crm.start();
  return test_;
}

afterEach(async () => {
  await test_.crm.close();
  expect(test_.timer.pending).toBe(0);
});

test('while amoCRM is down calls wait, and then all go, none twice', async () => {
  const { crm, amo, timer, pass } = await start();
  amo.fail(/./, 'down', Number.POSITIVE_INFINITY);
  for (let count = 0; count < 20; count += 1) crm.finished(record(timer));
  await pass(3_600_000 / 4);
  expect([crm.figures.outbox(), crm.figures.isWell()]).toEqual([20, false]);
  expect(crm.figures.errors().get('down')).toBeLessThan(120);
  amo.mend();
  await pass(600_000);
  expect([crm.figures.outbox(), crm.figures.isWell(), amo.account.calls.length]).toEqual([0, true, 20]);
  expect(new Set(amo.account.calls.map(({ uniq }) => uniq)).size).toBe(20);
  expect(amo.violations).toEqual([]);
});

test('that calls wait is one line of the log, and that they go again is another one', async () => {
  const { crm, amo, timer, log, pass } = await start();
  const lines = (): string[] =>
    log.flatMap((line) => /"event":"outbox\.(waiting|flowing)"/.exec(line)?.[1] ?? []);
  // One that is over with the next try is no trouble.
  amo.fail(/POST .*calls/, 'down', 1);
  crm.finished(record(timer));
  await pass(60_000);
  expect([amo.account.calls.length, lines()]).toEqual([1, []]);
  for (const told of [1, 2]) {
    amo.fail(/./, 'down', Number.POSITIVE_INFINITY);
    for (let count = 0; count < 5; count += 1) crm.finished(record(timer));
    await pass(3_600_000 / 4);
    expect(lines()).toHaveLength(2 * told - 1);
    amo.mend();
    await pass(600_000);
  }
  expect(lines()).toEqual(['waiting', 'flowing', 'waiting', 'flowing']);
});

test('a call that is refused for good is parked, logged once, kept over a restart, and tried again when asked for', async () => {
  const { crm, amo, timer, log, store, pass } = await start();
  amo.fail(/POST .*calls/, { status: 400, body: { title: 'Bad Request' } }, 3);
  const call = record(timer);
  crm.finished(call);
  await pass(60_000);
  expect([crm.figures.parked(), crm.figures.outbox(), amo.count(/POST .*calls/)]).toEqual([1, 0, 3]);
  const reported = log.filter((line) => line.includes('outbox.call-parked'));
  expect(reported).toHaveLength(1);
  expect(JSON.parse(reported[0]!)).toMatchObject({
    trace: call.id,
    reason: 'refused: POST /api/v4/calls: 400',
  });
  await crm.close();
  // A restart tries it once more.
  amo.fail(/POST .*calls/, { status: 400 });
  const again = await start({}, { amo, timer, store });
  await again.pass(3_600_000);
  expect([again.crm.figures.parked(), amo.account.calls.length]).toEqual([1, 0]);
  again.crm.retryParked();
  await again.pass(60_000);
  expect([again.crm.figures.parked(), amo.account.calls.length]).toEqual([0, 1]);
});

test('a poisoned call does not hold up the others', async () => {
  const { crm, amo, timer, pass } = await start();
  amo.fail(/POST .*calls/, { status: 500 }, 3);
  for (let count = 0; count < 5; count += 1)
    crm.finished(record(timer, { number: count === 0 ? KNOWN : `+7910123456${count}` }));
  for (let count = 1; count < 5; count += 1) amo.account.contact('Другой', `+7910123456${count}`);
  await pass(120_000);
  expect(amo.account.calls).toHaveLength(5);
});

test('an answer that is not what is documented is looked into, and never sent twice', async () => {
  const { crm, amo, timer, pass } = await start();
  amo.fail(/POST .*calls/, { status: 200, body: { something: 'else' } }, 1);
  crm.finished(record(timer));
  await pass(60_000);
  expect([amo.account.calls.length, amo.count(/notes/) > 0]).toEqual([1, true]);
});

test('nothing is sent that could not be marked in the store, and the mark is tried again', async () => {
  const store = new MemoryOutboxStore();
  const { crm, amo, timer, log, pass } = await start({}, { store });
  store.failing = 2;
  crm.finished(record(timer));
  await pass(2_000);
  expect([amo.seen, log.filter((line) => line.includes('can not be written')).length]).toEqual([[], 2]);
  await pass(10_000);
  expect(amo.account.calls).toHaveLength(1);
});

test('an unreadable entry of the store is logged and left where it is', async () => {
  const store = new MemoryOutboxStore(
    new Map([
      ['a', 'no json'],
      ['b', '{"state":"waiting"}'],
      [
        'c',
        JSON.stringify({
          state: 'waiting',
          job: { record: 1 },
          isDoubtful: false,
          failures: 0,
          refusals: 0,
          dueAt: 0,
          fault: null,
        }),
      ],
    ]),
  );
  const { crm, log, pass } = await start({}, { store });
  await pass(10_000);
  expect([crm.figures.parked(), store.disk.size]).toEqual([3, 3]);
  expect(log.filter((line) => line.includes('outbox.call-parked'))).toHaveLength(3);
});

test('a call that is under way when the backend stops is let end, or cut off and looked for later', async () => {
  const { crm, amo, timer, store, pass } = await start();
  amo.fail(/POST .*calls/, 'storedSilence');
  crm.finished(record(timer));
  await pass(500);
  const closing = crm.close();
  await pass(4_000);
  await closing;
  expect([...store.disk.values()].join()).toContain('"isDoubtful":true');
  const again = await start({}, { amo, timer, store });
  await again.pass(60_000);
  expect([amo.account.calls.length, again.crm.figures.outbox()]).toEqual([1, 0]);
});

test('a clock that is set back or forth moves no pause of a call that waits', async () => {
  for (const hours of [-5, 5]) {
    const { crm, amo, timer, pass } = await start();
    amo.fail(/./, 'down', Number.POSITIVE_INFINITY);
    crm.finished(record(timer));
    await pass(2_000);
    timer.jump(hours * 3_600_000);
    amo.mend();
    await pass(40_000);
    expect([hours, amo.account.calls.length]).toEqual([hours, 1]);
    crm.finished(record(timer));
    await pass(2_000);
    expect([hours, amo.account.calls.length]).toEqual([hours, 2]);
    await crm.close();
  }
});

test('a call that a clock far ahead had marked as due much later is sent after a restart', async () => {
  const { crm, amo, timer, store, pass } = await start();
  timer.jump(5 * 3_600_000);
  amo.fail(/./, 'down', Number.POSITIVE_INFINITY);
  await crm.close();
  const ahead = await start({}, { amo, timer, store });
  ahead.crm.finished(record(timer));
  await pass(5_000);
  await ahead.crm.close();
  timer.jump(-5 * 3_600_000);
  amo.mend();
  const again = await start({}, { amo, timer, store });
  await again.pass(640_000);
  expect(amo.account.calls).toHaveLength(1);
});

test('after a restart a new call goes before many that were parked', async () => {
  const { crm, amo, timer, store, pass } = await start();
  amo.fail(/POST .*calls/, { status: 400 }, Number.POSITIVE_INFINITY);
  for (let count = 0; count < 30; count += 1) crm.finished(record(timer));
  await pass(600_000);
  expect(crm.figures.parked()).toBe(30);
  await crm.close();
  amo.mend();
  const again = await start({}, { amo, timer, store });
  const fresh = record(timer);
  again.crm.finished(fresh);
  await again.pass(600_000);
  const order = amo.account.calls.map(({ uniq }) => uniq);
  expect([order.length, order.indexOf(fresh.id) < 5]).toEqual([31, true]);
});

test('of two backends with one store the second goes on where the first paused', async () => {
  const { crm, amo, timer, store, pass } = await start();
  await crm.pause();
  crm.finished(missed(timer));
  await pass(10_000);
  expect(amo.account.calls).toEqual([]);
  const other = buildCrm({}, { amo, timer, store });
  await other.crm.start();
  await other.pass(10_000);
  expect(amo.account.calls).toHaveLength(1);
  await other.crm.pause();
  // What the first remembers is out of date: it reads the store again.
  await crm.start();
  await pass(60_000);
  expect([amo.account.calls.length, crm.figures.outbox()]).toEqual([1, 0]);
  await other.crm.close();
});
