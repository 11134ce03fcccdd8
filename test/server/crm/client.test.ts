import { setMaxListeners } from 'node:events';
import { RequestQueue } from '../../../server/crm/client/RequestQueue';
import { FakeTimer, settle } from '../../support/FakeTimer';
import { FakeAmo } from '../support/amo/FakeAmo';
import { TOKEN } from '../support/amo/GrantOffice';
import { eventually } from '../support/eventually';
import { ask, buildCrm, KNOWN, pass, record } from '../support/amo/startCrm';

const never = new AbortController().signal;
setMaxListeners(0, never);

describe('the queue', () => {
  test('lets no more than the limit go in any second, and the popup before the work', async () => {
    const timer = new FakeTimer();
    const queue = new RequestQueue(timer, { requestsPerSecond: 6, concurrency: 4 });
    const went: [string, number][] = [];
    const run = (priority: 'popup' | 'work', index: number): void =>
      void queue.run(priority, never, () => {
        went.push([`${priority} ${index}`, timer.now()]);
        return Promise.resolve();
      });
    for (let index = 0; index < 30; index += 1) run('work', index);
    await timer.pass(1_500);
    run('popup', 0);
    await timer.pass(10_000);
    expect(went).toHaveLength(31);
    for (const [, at] of went)
      expect(went.filter(([, other]) => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(6);
    expect(went.findIndex(([what]) => what === 'popup 0')).toBe(12);
    expect([queue.depth, timer.pending]).toEqual([0, 0]);
  });

  test('keeps a place for popups when work is slow', async () => {
    const timer = new FakeTimer();
    const queue = new RequestQueue(timer, { requestsPerSecond: 6, concurrency: 2 });
    const went: string[] = [];
    const slow = (what: string) => () => {
      went.push(what);
      return new Promise<void>(() => undefined);
    };
    void queue.run('work', never, slow('work'));
    void queue.run('work', never, slow('more work'));
    void queue.run('popup', never, slow('popup'));
    await timer.pass(60_000);
    expect([went, queue.depth]).toEqual([['work', 'popup'], 1]);
  });

  test('gives each agent a turn, and work a part of the rate, however much one agent asks', async () => {
    const timer = new FakeTimer();
    const queue = new RequestQueue(timer, { requestsPerSecond: 7, concurrency: 4 });
    const went: string[] = [];
    const run = (priority: 'popup' | 'search' | 'work', sender: string): void =>
      void queue.run(priority, never, () => Promise.resolve(void went.push(sender)), sender);
    for (let index = 0; index < 100; index += 1) run('search', '101');
    for (let index = 0; index < 100; index += 1) run('popup', 'ring');
    for (let index = 0; index < 10; index += 1) run('work', 'work');
    await timer.pass(1_000);
    run('search', '102');
    await timer.pass(2_000);
    expect(went).toContain('102');
    await timer.pass(5_000);
    const first = went.slice(0, 40);
    const times = (one: string): number => first.filter((other) => other === one).length;
    expect([times('work') >= 4, times('ring') >= 15, times('101') >= 5]).toEqual([true, true, true]);
  });

  test('lets go of those who are gone, and of all when it closes', async () => {
    const timer = new FakeTimer();
    const queue = new RequestQueue(timer, { requestsPerSecond: 1, concurrency: 1 });
    const gone = new AbortController();
    const done = queue.run('work', never, () => Promise.resolve('done'));
    const left = queue.run('popup', gone.signal, () => Promise.resolve()).catch(String);
    const last = queue.run('work', never, () => Promise.resolve()).catch(String);
    gone.abort();
    expect([await done, await left]).toEqual(['done', expect.stringContaining('aborted')]);
    const late = queue.run('work', gone.signal, () => Promise.resolve()).catch(String);
    expect(await late).toContain('aborted');
    queue.close();
    expect([await last, timer.pending]).toEqual([expect.stringContaining('stops'), 0]);
  });
});

test("an agent who searches without end keeps neither another one's search nor the call log waiting", async () => {
  const { crm, amo, timer, pass: go } = buildCrm();
  await crm.start();
  amo.account.contact('Мария Соколова', KNOWN);
  const flood = Array.from({ length: 600 }, () => crm.contacts.search('щщщ', 5, '101'));
  crm.finished(record(timer, { number: KNOWN }));
  const found = crm.contacts.search('соколова', 5, '102');
  await go(2_000);
  expect((await found).map(({ name }) => name)).toEqual(['Мария Соколова']);
  expect(amo.account.calls).toHaveLength(1);
  await go(2_000);
  expect((await Promise.all(flood)).flat()).toEqual([]);
  expect(amo.violations).toEqual([]);
  await crm.close();
});

test('under load amoCRM never gets more than it allows', async () => {
  const { crm, amo, timer, pass: go } = buildCrm();
  await crm.start();
  for (let index = 0; index < 60; index += 1) {
    amo.account.contact(`Клиент ${index}`, `+79101000${100 + index}`);
    crm.finished(record(timer, { number: `+79101000${100 + index}` }));
    void ask(crm, `+79102000${100 + index}`);
  }
  await go(120_000);
  expect([amo.account.calls.length, amo.violations]).toEqual([60, []]);
  await crm.close();
});

test('too many requests: it rests as long as Retry-After says, and then goes on', async () => {
  const { crm, amo, timer, pass: go } = buildCrm();
  amo.account.contact('Иван Петров', KNOWN);
  amo.fail(/contacts/, { status: 429, retryAfter: 3 });
  const began = timer.now();
  const found = ask(crm);
  await go(4_500);
  expect([await found, amo.seen[1]!.at - began >= 3_000]).toEqual(['101', true]);
  await crm.close();
});

test('a 403 after too many requests is the same complaint, alone it means the rights', async () => {
  const { crm, amo, pass: go } = buildCrm();
  amo.fail(/contacts/, { status: 403 });
  const forbidden = ask(crm);
  await go(1_000);
  amo.fail(/contacts/, { status: 429, retryAfter: 0 });
  amo.fail(/contacts/, { status: 403, retryAfter: 0 }, 2);
  const limited = ask(crm, '+79995554433');
  await go(4_000);
  expect([await forbidden, await limited]).toEqual(['forbidden', 'limited']);
  await crm.close();
});

test.each<[Parameters<FakeAmo['fail']>[1], string]>([
  ['silence', 'timedOut'],
  ['down', 'down'],
  [{ status: 401 }, 'unauthorized'],
  [{ status: 402 }, 'forbidden'],
  [{ status: 404 }, 'notFound'],
  [{ status: 400, body: { 'validation-errors': [{ errors: [{ code: 'Bad', path: 'a.b' }] }] } }, 'refused'],
  [{ status: 500 }, 'down'],
  [{ status: 200, body: { _embedded: { contacts: [{ id: 'x' }] } } }, 'badAnswer'],
])(
  'when amoCRM fails with %j the fault is %s, and the log has neither token nor number',
  async (failure, reason) => {
    const { crm, amo, log, pass: go } = buildCrm();
    // The dialplan's question and that for who sees the call.
    amo.fail(/contacts/, failure, 2);
    const asked = ask(crm);
    crm.namesFor(() => undefined)('101', {
      type: 'began',
      id: 'a',
      direction: 'inbound',
      phase: 'ringing',
      number: KNOWN,
      at: 0,
    });
    await go(15_000);
    expect(await asked).toBe(reason);
    expect(log.join('')).toContain(reason);
    for (const secret of [TOKEN, '9101234567', 'Bearer']) expect(log.join('')).not.toContain(secret);
    await crm.close();
  },
);

test('over real HTTP: an answer, a cut connection, a time limit', async () => {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  const address = await amo.listen();
  amo.account.contact('Иван Петров', KNOWN);
  const { crm, store } = buildCrm({ address }, { amo, timer, fetch: globalThis.fetch });
  expect(await ask(crm)).toBe('101');
  amo.fail(/POST .*calls/, 'storedCut');
  amo.fail(/notes/, 'silence');
  await crm.start();
  crm.finished(record(timer));
  await eventually('it is in the store', () =>
    [...store.disk.values()].some((text) => text.includes('"failures":1')),
  );
  expect([...store.disk.values()].join()).toContain('down: POST /api/v4/calls: ');
  // It looks for the call, in vain at first.
  await timer.pass(20_000);
  await eventually('it looks for the call', () => amo.count(/notes/) === 1);
  await timer.pass(11_000);
  await eventually('it is in the store', () =>
    [...store.disk.values()].some((text) => text.includes('timedOut')),
  );
  for (let count = 0; count < 30 && crm.figures.outbox() > 0; count += 1) {
    await pass(timer, 2_000);
    for (let turn = 0; turn < 2_000 && crm.figures.outbox() > 0; turn += 1) await new Promise(setImmediate);
  }
  expect([amo.account.calls.length, crm.figures.outbox()]).toEqual([1, 0]);
  await settle();
  await Promise.all([crm.close(), amo.close()]);
});
