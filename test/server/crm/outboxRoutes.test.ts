import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import fastify, { type FastifyInstance } from 'fastify';
import { runOutbox } from '../../../server/cli/runOutbox';
import { parseConfiguration, type Configuration } from '../../../server/config/Configuration';
import { KeyLimiter } from '../../../server/access/KeyLimiter';
import { isLocalRequest } from '../../../server/system/isLocalRequest';
import { FakeTimer } from '../../support/FakeTimer';
import { FakeAmo } from '../support/amo/FakeAmo';
import { buildCrm, KNOWN, record, type TestCrm } from '../support/amo/startCrm';
import { english } from '../support/inEnglish';

const KEY = 'a-secret-key-of-the-outbox';

/** Addresses of this machine that others see. */
const own = Object.values(networkInterfaces()).flatMap((all = []) =>
  all.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address),
);

const set = (host: string, port: number, key = KEY): Configuration =>
  parseConfiguration({
    secretKeys: [key],
    agents: [],
    amocrm: { address: 'https://romashka.amocrm.ru', token: 'long-lived-token-of-the-test' },
    host,
    port,
    path: '/asterisk_ng',
  });

let crm: TestCrm;
let http: FastifyInstance;

/** A backend with a parked call that listens there. */
async function listen(host: string): Promise<{ id: string; port: number }> {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  amo.account.contact('Иван', KNOWN);
  amo.fail(/POST .*calls/, { status: 400 }, 3);
  crm = buildCrm({}, { timer, amo });
  http = fastify({ trustProxy: ['127.0.0.1', '::1'] });
  crm.crm.openRoutes(http, new KeyLimiter(100, () => timer.now()), (key) => key === KEY);
  await http.listen({ host, port: 0 });
  await crm.crm.start();
  const call = record(timer);
  crm.crm.finished(call);
  await crm.pass(60_000);
  return { id: call.id, port: (http.server.address() as AddressInfo).port };
}

afterEach(async () => {
  await http.close();
  await crm.crm.close();
});

const v6 = networkInterfaces()['lo']?.some(({ address }) => address === '::1') ? ['::', '::1'] : [];
const hosts = ['127.0.0.1', '127.0.0.2', 'localhost', '0.0.0.0', ...v6, ...own];

test.each(hosts)('a backend that listens on %s lists what is parked', async (host) => {
  const { id, port } = await listen(host);
  expect(english((await runOutbox([], set(host, port))).lines).join('\n')).toMatch(
    new RegExp(
      `^1 parked:\n${id}  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  \\${KNOWN}  refused: POST /api/v4/calls: 400`,
    ),
  );
});

test('the list of what is parked has its reasons in Russian', async () => {
  const { port } = await listen('127.0.0.1');
  const { lines } = await runOutbox([], set('127.0.0.1', port));
  expect(lines[1]?.ru).toContain(`${KNOWN}  amoCRM отклонила запрос: POST /api/v4/calls: 400`);
});

/** The status of a request for the list. */
async function statusOf(port: number, more: object, headers: object = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port,
        path: '/asterisk_ng/outbox',
        headers: { authorization: `Bearer ${KEY}`, ...headers },
        ...more,
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    )
      .on('error', reject)
      .end();
  });
}

test('what a proxy on this machine passes on is not from here', async () => {
  const { port } = await listen('0.0.0.0');
  expect(await statusOf(port, {})).toBe(200);
  for (const headers of [
    { 'x-forwarded-for': '203.0.113.5' },
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=203.0.113.5' },
    { 'x-real-ip': '127.0.0.1' },
    { via: '1.1 nginx' },
  ])
    expect(await statusOf(port, {}, headers)).toBe(404);
});

test.each<[string, string, boolean]>([
  ['127.0.0.1', '127.0.0.2', true],
  ['::1', '::1', true],
  ['::ffff:127.0.0.1', '::ffff:127.0.0.1', true],
  ['192.0.2.2', '192.0.2.2', true],
  ['::ffff:192.0.2.2', '192.0.2.2', true],
  ['2001:db8::5', '2001:db8::5', true],
  ['fe80::1%eth0', 'fe80::1', true],
  ['192.0.2.3', '192.0.2.2', false],
  ['192.0.2.3', '127.0.0.1', false],
  ['::ffff:192.0.2.3', '::ffff:192.0.2.2', false],
  ['2001:db8::6', '2001:db8::5', false],
  ['', '', false],
])('a connection from %s to %s: from this machine is %s', (remoteAddress, localAddress, isHere) => {
  http = fastify();
  crm = buildCrm();
  const socket = { remoteAddress, localAddress } as never;
  expect(isLocalRequest({ socket, headers: {} })).toBe(isHere);
});

test.each([
  ['drop', 'none-such'],
  ['retry', 'none-such'],
  ['drop', ''],
  ['retry', 'x'.repeat(3_000)],
])('%s with an ID that no parked call has says so, and shows those that there are', async (action, wrong) => {
  const { id, port } = await listen('127.0.0.1');
  const result = await runOutbox([action, wrong], set('127.0.0.1', port));
  expect(result.isDone).toBe(false);
  const said = english(result.lines).join('\n');
  expect(said).toMatch(
    new RegExp(`^1 parked:\\n${id}  .*\\nNo parked call has the ID "${wrong.slice(0, 80)}"`),
  );
  const both = english((await runOutbox(['drop', wrong, id], set('127.0.0.1', port))).lines).join('\n');
  expect(both).toMatch(/^1 dropped\.\nNo call is parked\.\nNo parked call has the ID "/);
});

test('each refusal has its own words', async () => {
  const { port } = await listen('127.0.0.1');
  const refusal = (more: Partial<Configuration>, words: string[] = []): Promise<string> =>
    runOutbox(words, { ...set('127.0.0.1', port), ...more }).then(String, String);
  expect(await refusal({ secretKeys: ['another-key-of-another'] })).toContain(
    'refuses (401): is the key the same',
  );
  expect(await refusal({ path: '/elsewhere' })).toContain('are path and amocrm set there as here');
  expect(await refusal({}, ['drop', ...Array.from({ length: 1_001 }, String)])).toContain('(400)');
  expect(await refusal({ port: 1 })).toContain('No backend answers at http://127.0.0.1:1/asterisk_ng/outbox');
});
