import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Attacked, KEY } from './support/Attacked';
import { eventually } from '../server/support/eventually';

let backend: Attacked | null = null;
let far: Server | null = null;

afterEach(async () => {
  await backend?.stop();
  far?.closeAllConnections();
  far?.close();
  [backend, far] = [null, null];
});

const AMO = { ASTERISKNG_AMOCRM_TOKEN: 'token-token-token' };
const ELMA = { ASTERISKNG_ELMA365_KEY: 'elma-key-0123456789' };
const MEGAFON = { ASTERISKNG_MEGAFON_KEY: 'vats-key-123456', ASTERISKNG_MEGAFON_TOKEN: 'crm-token-123456' };

/** Doors beside the wire: variable, settings that open it, other variables that it needs. */
const doorsWithKeys: readonly [string, object, Record<string, string>][] = [
  ['ASTERISKNG_ROUTING_KEY', { routing: {} }, {}],
  ['ASTERISKNG_AMOCRM_WEBHOOK_KEY', { amocrm: { address: 'https://a.amocrm.ru' } }, AMO],
  ['ASTERISKNG_ELMA365_KEY', { elma365: { address: 'https://a.elma365.ru' } }, {}],
  [
    'ASTERISKNG_MEGAFON_TOKEN',
    { telephony: { driver: 'megafon', address: 'https://a.megapbx.ru' } },
    MEGAFON,
  ],
  ['ASTERISKNG_LINK_KEY', { recordings: {} }, {}],
  ['ASTERISKNG_METRICS_TOKEN', {}, {}],
];

test.each<[string, object, Record<string, string>, RegExp]>([
  [
    'A23: amoCRM without TLS',
    { amocrm: { address: 'http://203.0.113.1' } },
    AMO,
    /amocrm\.address.*https:\/\//,
  ],
  [
    'A23: ELMA365 without TLS',
    { elma365: { address: 'http://203.0.113.1' } },
    ELMA,
    /elma365\.address.*https:\/\//,
  ],
  [
    'A23: a VATS without TLS',
    { telephony: { driver: 'megafon', address: 'http://203.0.113.1' } },
    MEGAFON,
    /telephony\.address/,
  ],
  ['A25: a short key', {}, { ASTERISKNG_SECRET_KEYS: 'password' }, /16 characters.*new,old/],
  ['A25: a key of a sample', {}, { ASTERISKNG_SECRET_KEYS: 'a-long-random-key' }, /openssl rand/],
  ['A25: a pattern', {}, { ASTERISKNG_SECRET_KEYS: 'abababababababababab' }, /openssl rand/],
  ...doorsWithKeys.map(([variable, settings, env]): [string, object, Record<string, string>, RegExp] => [
    `A25: ${variable} of 15 characters`,
    settings,
    { ...env, [variable]: 'qwertzuiop12345' },
    new RegExp(`${variable}.* 16 characters.*openssl rand`),
  ]),
  [
    'A25: a routing key of a sample',
    { routing: {} },
    { ASTERISKNG_ROUTING_KEY: 'put-a-long-secret-here' },
    /ASTERISKNG_ROUTING_KEY.*sample or a pattern/,
  ],
  [
    'A17: an expression that takes seconds',
    {
      telephony: {
        driver: 'asterisk',
        ami: { user: 'u' },
        numbers: { toPbx: [{ match: '^(\\d+)(\\d+)(\\d+)(\\d+)(\\d+)x$', replace: '' }] },
      },
    },
    { ASTERISKNG_AMI_SECRET: 'secret-of-the-manager' },
    /telephony\.numbers\.toPbx.*too many ways/,
  ],
  [
    'A25: one key for two doors',
    { routing: {} },
    { ASTERISKNG_ROUTING_KEY: KEY },
    /ASTERISKNG_ROUTING_KEY is the same as ASTERISKNG_SECRET_KEYS/,
  ],
])('%s is refused in words', async (_name, settings, env, words) => {
  backend = await Attacked.spawn({ settings, env });
  expect(await backend.exited).toBe(1);
  const said = await backend.said();
  expect(said).toMatch(words);
  // No stack.
  expect(said).not.toMatch(/\n\s+at /);
});

test('A25: what is odd and may be meant is warned of', async () => {
  const agent = { email: 'a@x.ru', amouserId: 5, extension: '101', name: 'A' };
  backend = await Attacked.start({
    settings: { host: '0.0.0.0', agents: [agent, { ...agent, email: 'b@x.ru', extension: '102' }] },
    env: { ASTERISKNG_SECRET_KEYS: `${KEY},an-old-key` },
  });
  // The first one is that of the simulator.
  const warnings = backend.lines.filter(({ level }) => Number(level) >= 40).map(({ msg }) => String(msg));
  expect(warnings.slice(1)).toEqual([
    expect.stringContaining('telephony.door'),
    expect.stringContaining('ASTERISKNG_SECRET_KEYS has less than 16'),
    expect.stringContaining('amouserId 5'),
  ]);
  expect(await backend.wire('ping', {}, { key: 'an-old-key' })).toBe('success');
});

test('A24: an answer of amoCRM without an end is cut off, and is an outage', async () => {
  const block = Buffer.alloc(1 << 18, 32);
  const ends: Promise<number>[] = [];
  far = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    let sent = 0;
    ends.push(new Promise((resolve) => response.on('close', () => resolve(sent))));
    const go = (): void => {
      while (!response.destroyed && response.write(block)) sent += block.length;
      sent += block.length;
    };
    response.on('drain', go).on('error', () => undefined);
    go();
  });
  await new Promise<void>((resolve) => far?.listen(0, '127.0.0.1', resolve));
  const { port } = far.address() as AddressInfo;
  backend = await Attacked.start({
    settings: { amocrm: { address: `http://127.0.0.1:${port}`, calls: { outbox: 'outbox' } } },
    env: AMO,
  });
  await backend.simulate('incoming', { from: '+79101234567', to: ['101'], answer: 'manual' });
  await eventually('amoCRM is asked', () => ends.length > 0);
  // What lies in the buffers of both sockets comes on top.
  expect(await ends[0]).toBeLessThan(40_000_000);
});
