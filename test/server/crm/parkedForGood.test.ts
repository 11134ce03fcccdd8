import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { runOutbox } from '../../../server/cli/runOutbox';
import { parseConfiguration } from '../../../server/config/Configuration';
import { KeyLimiter } from '../../../server/access/KeyLimiter';
import { buildCrm, KNOWN, record } from '../support/amo/startCrm';
import { FakeAmo } from '../support/amo/FakeAmo';
import { FakeTimer } from '../../support/FakeTimer';
import { MemoryOutboxStore } from '../support/amo/MemoryOutboxStore';
import { english } from '../support/inEnglish';

test.each([
  [404, 5],
  [200, 90],
])('a page of HTML with %i for %i s does not lose a call', async (status, seconds) => {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  let isOut = true;
  const page = () =>
    new Response('<!DOCTYPE html><html><body>502</body></html>', {
      status,
      headers: { 'content-type': 'text/html' },
    });
  const { crm, pass } = buildCrm(
    {},
    { timer, amo, fetch: async (url, init) => (isOut ? page() : amo.fetch(url, init)) },
  );
  amo.account.contact('Иван', KNOWN);
  await crm.start();
  crm.finished(record(timer));
  await pass(seconds * 1_000);
  isOut = false;
  await pass(1_800_000);
  const seen = { calls: amo.account.calls.length, parked: crm.figures.parked() };
  await crm.close();
  expect(seen).toEqual({ calls: 1, parked: 0 });
});

test('a restart tries a parked call once more', async () => {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  const store = new MemoryOutboxStore();
  amo.account.contact('Иван', KNOWN);
  amo.fail(/POST .*calls/, { status: 400, body: { title: 'Bad Request' } }, 5);
  const first = buildCrm({}, { timer, amo, store });
  await first.crm.start();
  first.crm.finished(record(timer));
  await first.pass(600_000);
  expect(first.crm.figures.parked()).toBe(1);
  await first.crm.close();
  const refused = amo.count(/POST .*calls/);
  for (const parked of [1, 0]) {
    const again = buildCrm({}, { timer, amo, store });
    await again.crm.start();
    await again.pass(600_000);
    if (parked === 1) expect(amo.count(/POST .*calls/)).toBe(refused + 1);
    expect(again.crm.figures.parked()).toBe(parked);
    await again.crm.close();
    amo.mend();
  }
  expect(amo.account.calls).toHaveLength(1);
});

describe('server outbox', () => {
  const configuration = parseConfiguration({
    secretKeys: ['a-secret-key-of-the-outbox'],
    agents: [{ email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Анна Смирнова' }],
    amocrm: { address: 'https://romashka.amocrm.ru', token: 'long-lived-token-of-the-test' },
    host: '127.0.0.1',
    path: '/asterisk_ng',
  });

  test('lists what is parked, tries it again and drops it while the backend runs', async () => {
    const timer = new FakeTimer();
    const amo = new FakeAmo(timer);
    amo.account.contact('Иван', KNOWN);
    const { crm, pass } = buildCrm({}, { timer, amo });
    const http = fastify();
    const keyLimiter = new KeyLimiter(100, () => timer.now());
    crm.openRoutes(http, keyLimiter, (key) => key === configuration.secretKeys[0]);
    await http.listen({ host: '127.0.0.1', port: 0 });
    const { port } = http.server.address() as AddressInfo;
    const run = async (...words: string[]): Promise<string> =>
      english((await runOutbox(words, { ...configuration, port })).lines).join('\n');
    await crm.start();
    amo.fail(/POST .*calls/, { status: 400, body: { title: 'Bad Request' } }, 100);
    const ids = [record(timer), record(timer)].map((call) => {
      crm.finished(call);
      return call.id;
    });
    await pass(600_000);
    const listed = await run();
    expect(listed).toMatch(/^2 parked:/);
    for (const id of ids)
      expect(listed).toMatch(
        new RegExp(`^${id}  \\S+ \\S+  \\${KNOWN}  refused: POST /api/v4/calls: 400`, 'm'),
      );
    expect(await run('drop', ids[0]!, 'none-such')).toMatch(/^1 dropped\.\n1 parked:/);
    amo.mend();
    expect(await run('retry')).toBe('1 tried again: see in a minute whether amoCRM takes them now.');
    await pass(60_000);
    expect(amo.account.calls.map(({ uniq }) => uniq)).toEqual([ids[1]]);
    await expect(runOutbox([], { ...configuration, port, secretKeys: ['another-key'] })).rejects.toThrow(
      /refuses \(401\)/,
    );
    await http.close();
    await crm.close();
  });

  test('says what to do where no backend runs, and how it is used', async () => {
    await expect(runOutbox([], { ...configuration, port: 1 })).rejects.toThrow(
      /^No backend answers at .*\/asterisk_ng\/outbox/,
    );
    await expect(runOutbox(['drop'], configuration)).rejects.toThrow(/^Usage/);
  });
});
