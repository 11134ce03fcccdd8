import { request } from 'node:http';
import { Attacked, boris, KEY } from './support/Attacked';

const ROUTING_KEY = 'routing-key-0123456789';
const ELMA_KEY = 'elma-key-0123456789';
let backend: Attacked;

beforeEach(async () => {
  backend = await Attacked.start({
    settings: {
      routing: { default: '700' },
      elma365: { address: 'http://127.0.0.1:9', webhookFile: 'webhook.json' },
      http: { limits: { keysPerMinute: 5 } },
      amocrm: { address: 'http://127.0.0.1:9', calls: { outbox: 'outbox' } },
    },
    env: {
      ASTERISKNG_ROUTING_KEY: ROUTING_KEY,
      ASTERISKNG_ELMA365_KEY: ELMA_KEY,
      ASTERISKNG_AMOCRM_TOKEN: 'token-token-token',
    },
  });
});
afterEach(() => backend.stop());

const guesses = async (count: number, from: (guess: number) => string): Promise<(string | number)[]> => {
  const answers = [];
  for (let guess = 0; guess < count; guess += 1) {
    const headers = { 'x-forwarded-for': from(guess) };
    answers.push(await backend.wire('ping', {}, { key: `a-guess-${guess}`, headers }));
  }
  return answers;
};

/** Waits for the line that says so. */
const tooManyKeysOf = (address: string): Promise<unknown> =>
  backend.line((line) => line['event'] === 'http.too-many-keys' && line['address'] === address);

test('A4: a stranger with wrong keys shuts nobody out', async () => {
  const proxy = '185.0.0.1';
  expect((await guesses(8, () => proxy)).at(-1)).toBe(401);
  await tooManyKeysOf(proxy);
  expect(await backend.wire('ping', {}, { headers: { 'x-forwarded-for': proxy } })).toBe('success');
});

test('A18: a /64 of IPv6 is one address, and the routing key lifts no limit on the secret key', async () => {
  await guesses(8, (guess) => `2001:db8:1:1::${guess + 1}`);
  await tooManyKeysOf('2001:db8:1:1::/64');
  const headers = { 'x-forwarded-for': '203.0.113.77' };
  expect((await backend.ask(`/asterisk_ng/route?key=${ROUTING_KEY}&number=1`, { headers })).status).toBe(200);
  await guesses(8, () => '203.0.113.77');
  await tooManyKeysOf('203.0.113.77');
});

test('A18: who shows the routing key guesses the secret key at the door of routing no more often either', async () => {
  const from = (address: string, key: string): Promise<number> =>
    backend
      .ask(`/asterisk_ng/route?key=${key}&number=1`, { headers: { 'x-forwarded-for': address } })
      .then(({ status }) => status);
  const guesser = '203.0.113.79';
  const tries = [await from(guesser, ROUTING_KEY)];
  for (let guess = 0; guess < 8; guess += 1) tries.push(await from(guesser, `a-guess-${guess}`));
  expect([tries[0], tries[1], tries.at(-1)]).toEqual([200, 403, 429]);
  // The right one is let in; the secret key, which opens nothing there, is a guess as well.
  expect([await from(guesser, ROUTING_KEY), await from(guesser, KEY)]).toEqual([200, 429]);
});

test("a scraper's wrong tokens are counted among the wrong keys of all doors, a right one is let in", async () => {
  await backend.stop();
  const token = 'metrics-0b7e1d5a94c3';
  backend = await Attacked.start({
    settings: { http: { limits: { keysPerMinute: 5 } } },
    env: { ASTERISKNG_METRICS_TOKEN: token },
  });
  const headers = { 'x-forwarded-for': '203.0.113.78' };
  const scrape = async (bearer: string): Promise<number> =>
    (await backend.ask('/metrics', { headers: { ...headers, authorization: `Bearer ${bearer}` } })).status;
  const tries = [];
  for (let guess = 0; guess < 8; guess += 1) tries.push(await scrape(`a-guess-${guess}`));
  expect([tries[0], tries.at(-1)]).toEqual([401, 429]);
  await tooManyKeysOf('203.0.113.78');
  expect(await scrape(token)).toBe(200);
});

test('A11, A27: a command_id is bound to its method, and its number is in no line of the log', async () => {
  const command_id = 'call:+8613800138012:1';
  expect(await backend.wire('originate', { phone: '+8613800138012', command_id })).toBe('success');
  expect(await backend.wire('hangup', { command_id })).toBe('success');
  expect(await backend.wire('hangup', { unique_id: '+8613800138012', command_id: 'x' })).toBe('NoActiveCall');
  expect(await backend.wire('originate', { phone: '+8613800138012', command_id: 'again' })).toBe('success');
  const lines = backend.lines.filter(({ level }) => Number(level) >= 30).map((line) => JSON.stringify(line));
  expect(lines.some((line) => line.includes('call:…8012:1'))).toBe(true);
  expect(lines.filter((line) => line.includes('8613800138012'))).toEqual([]);
});

test('A14: the address that proxies shut has one form', async () => {
  const at = (path: string): Promise<{ status: number }> =>
    backend.ask(`${path}?key=${ROUTING_KEY}&number=1`);
  expect((await at('/asterisk_ng/route')).status).toBe(200);
  for (const form of ['route/', '%72oute', 'rout%65', '/route', 'ROUTE', 'route;x'])
    expect((await at(`/asterisk_ng/${form}`)).status).toBe(404);
});

test("A16: a webhook's address with a user in it is refused", async () => {
  const put = (url: string): Promise<{ status: number }> =>
    backend.ask('/elma365/webhook', {
      method: 'PUT',
      headers: { authorization: `Bearer ${ELMA_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url }),
    });
  expect((await put('http://u:p@127.0.0.1:9/hook')).status).toBe(409);
  expect((await put('http://127.0.0.1:9/hook')).status).toBe(200);
});

/** The status that a request gets with this `Host`, and with further headers. */
const statusFor = (path: string, host: string, headers: object = {}): Promise<number | undefined> => {
  const { hostname, port } = new URL(backend.address);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers: { host, ...headers } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
};

test("A28: a page's form does not steer the simulator, and another name reads no metrics", async () => {
  const form = await backend.ask('/simulator/incoming', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
    body: 'from=%2B79101234567&to=101&to=102&answer=manual',
  });
  expect(form.status).toBe(415);
  expect(await statusFor('/metrics', 'evil.example')).toBe(403);
  expect(await statusFor('/simulator/status', 'evil.example:8080')).toBe(403);
  expect(await statusFor('/metrics', 'localhost')).toBe(200);
});

test('what is for this machine alone asks for its own name, in the one form of an address, and through no proxy', async () => {
  const bearer = { authorization: `Bearer ${KEY}` };
  expect(await statusFor('/metrics', 'localhost')).toBe(200);
  for (const absolute of ['http://evil.example/metrics', 'http://localhost/metrics', 'HTTP://evil.example'])
    expect([absolute, await statusFor(absolute, 'localhost')]).toEqual([absolute, 404]);
  expect(await statusFor('/asterisk_ng/outbox', 'localhost', bearer)).toBe(200);
  expect(await statusFor('/asterisk_ng/outbox', 'evil.example', bearer)).toBe(404);
  expect(await statusFor('/simulator/status', 'localhost')).toBe(200);
  for (const name of ['x-real-ip', 'forwarded', 'via', 'x-forwarded-host'])
    expect([name, await statusFor('/simulator/status', 'localhost', { [name]: '127.0.0.1' })]).toEqual([
      name,
      403,
    ]);
});

test('what a terminal would obey stands escaped in log and audit', async () => {
  const who = { ...boris, amouser_email: 'a\u009b31m\u202e\u061c\u0007@example.com', amouser_id: 77 };
  expect(await backend.wire('hangup', {}, { who })).toBe('UnknownAgent');
  await backend.line(({ audit }) => audit !== undefined);
  const written = backend.raw.join('');
  expect(written).toContain('a\\u009b31m\\u202e\\u061c\\u0007@example.com');
  expect(/[\u007f-\u009f\u061c\u202e]/.test(written)).toBe(false);
});

test('A30: SIGHUP answers held polls and ends the process in order', async () => {
  const current = { status: 'NOT_CONVERSATION', call_info: null };
  const poll = backend.wire('get_agent_status', { current_status: current }, { who: boris });
  // The poll is held once the backend says so.
  for (;;) {
    const { waiting } = JSON.parse((await backend.ask('/health')).text) as { waiting: number };
    if (waiting === 1) break;
  }
  backend.child.kill('SIGHUP');
  expect(await poll).toBe('success');
  expect(await backend.exited).toBe(0);
});
