import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import * as v from 'valibot';
import { createHttpServer } from '../../../server/http/createHttpServer';
import { httpSettingsSchema } from '../../../server/http/httpSettings';
import { KEY } from '../support/startBackend';
import { listen, startRoutes, type RoutesUnderTest } from '../support/startRoutes';
import { wireForm } from '../support/wireForm';

let backend: RoutesUnderTest;
afterEach(() => backend.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const wire = (headers: Record<string, string>, method: 'POST' | 'OPTIONS' = 'POST') =>
  backend.http.inject({
    method,
    url: `/asterisk_ng?secret_key=${KEY}`,
    headers: method === 'POST' ? { ...FORM, ...headers } : headers,
    ...(method === 'POST' && { body: wireForm({}) }),
  });
const corsOf = (headers: object): string[] =>
  Object.keys(headers).filter((name) => name.startsWith('access-control'));

test('no page can show, run or cache the answer of any route', async () => {
  backend = await startRoutes({ routing: {} });
  for (const url of ['/asterisk_ng', '/health', '/nowhere', '/asterisk_ng/route', '/%'])
    expect((await backend.http.inject(url)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
});

test('answers to unknown paths and malformed requests do not repeat the request', async () => {
  backend = await startRoutes();
  expect((await backend.http.inject(`/nowhere?secret_key=${KEY}`)).json()).toEqual({ error: 'not found' });
  const bad = await backend.http.inject(`/%zz?secret_key=${KEY}`);
  expect([bad.statusCode, bad.body]).toEqual([400, '{"error":"bad address"}']);
});

test('an unexpected error is answered with 500, and its cause is only in the log', async () => {
  backend = await startRoutes();
  // Routes that features add have the same answers.
  const http = await createHttpServer({
    path: '/x',
    bodyLimitBytes: 1_024,
    isKey: () => true,
    dispatcher: { dispatch: () => Promise.reject(new Error('not asked')) } as never,
    logger: backend.http.log,
    health: () => ({ status: 'ok' }),
  });
  http.get('/breaks', () => {
    throw new Error('inner secret');
  });
  http.post('/reads', () => 'read');
  const broken = await http.inject('/breaks');
  expect([broken.statusCode, broken.json()]).toEqual([500, { error: 'internal error' }]);
  expect(backend.log.join('')).toContain('inner secret');
  const long = await http.inject({ method: 'POST', url: '/reads', headers: FORM, body: 'x'.repeat(2_000) });
  expect([long.statusCode, long.json()]).toEqual([413, { error: 'the request can not be read' }]);
  await http.close();
});

test('only pages of configured origins may send requests from the browser', async () => {
  backend = await startRoutes();
  expect(corsOf((await wire({ origin: 'https://company.amocrm.ru' })).headers)).toEqual([]);
  expect((await wire({ origin: 'https://company.amocrm.ru' }, 'OPTIONS')).statusCode).toBe(404);
  await backend.close();
  backend = await startRoutes({ http: { cors: { origins: ['https://company.amocrm.ru'] } }, routing: {} });
  const named = await wire({ origin: 'https://company.amocrm.ru' });
  expect([named.statusCode, named.headers['access-control-allow-origin'], named.headers.vary]).toEqual([
    200,
    'https://company.amocrm.ru',
    'Origin',
  ]);
  const preflight = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  };
  const asked = await wire({ origin: 'https://company.amocrm.ru', ...preflight }, 'OPTIONS');
  expect([asked.statusCode, asked.headers['access-control-allow-methods']]).toEqual([204, 'POST']);
  for (const origin of ['https://other.amocrm.ru', 'https://company.amocrm.ru.evil.example', 'null']) {
    expect((await wire({ origin })).headers['access-control-allow-origin']).toBeUndefined();
    expect(
      (await wire({ origin, ...preflight }, 'OPTIONS')).headers['access-control-allow-origin'],
    ).toBeUndefined();
  }
  for (const url of ['/health', '/asterisk_ng/route'])
    expect(
      corsOf((await backend.http.inject({ url, headers: { origin: 'https://company.amocrm.ru' } })).headers),
    ).toEqual([]);
});

test('to OPTIONS there is an answer at the wire alone, as for any other method that an address does not have', async () => {
  backend = await startRoutes({ http: { cors: { origins: ['https://company.amocrm.ru'] } }, routing: {} });
  const ask = (url: string, headers: Record<string, string> = {}) =>
    backend.http.inject({ method: 'OPTIONS', url, headers });
  const preflight = { origin: 'https://company.amocrm.ru', 'access-control-request-method': 'POST' };
  for (const url of [
    '/nowhere',
    '/asterisk_ng/nowhere',
    '/asterisk_ng/route',
    '/asterisk_ng//',
    '/health',
    '/',
  ])
    for (const headers of [{}, preflight])
      expect([url, (await ask(url, headers)).statusCode]).toEqual([url, 404]);
  for (const url of ['/asterisk_ng', '/asterisk_ng/', `/asterisk_ng?secret_key=${KEY}`]) {
    const plain = await ask(url);
    expect([plain.statusCode, plain.headers.allow]).toEqual([204, 'GET, POST, OPTIONS']);
    expect((await ask(url, preflight)).statusCode).toBe(204);
  }
});

test('a wire at the root answers OPTIONS there alone', async () => {
  backend = await startRoutes({ path: '/', http: { cors: { origins: ['https://company.amocrm.ru'] } } });
  const codes = ['/', '/nowhere', '/health'].map((url) => backend.http.inject({ method: 'OPTIONS', url }));
  expect((await Promise.all(codes)).map(({ statusCode }) => statusCode)).toEqual([204, 404, 404]);
});

test('a page of the configured origins gets the refusal of a wrong key too', async () => {
  backend = await startRoutes({ http: { cors: { origins: ['https://company.amocrm.ru'] } } });
  const response = await backend.http.inject({
    method: 'POST',
    url: '/asterisk_ng?secret_key=wrong',
    headers: { ...FORM, origin: 'https://company.amocrm.ru' },
    body: wireForm({}),
  });
  expect([response.headers['access-control-allow-origin'], response.json()]).toEqual([
    'https://company.amocrm.ru',
    { headers: { status_code: 401, detail: 'Unauthorized' } },
  ]);
});

test.each<[string, string]>([
  ['the head', 'POST /asterisk_ng HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  [
    'the body',
    `POST /asterisk_ng?secret_key=${KEY} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\njson=`,
  ],
])('a client that is slow with %s is disconnected, and a waiting poll is not', async (_what, text) => {
  backend = await startRoutes({ http: { timeLimits: { headersMs: 100, requestMs: 200 } } });
  const { port } = new URL(await listen(backend.http));
  const open = (sent: string): Promise<Buffer> => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(sent);
    return buffer(socket);
  };
  const form = wireForm({
    method: 'get_agent_status',
    params: { current_status: { status: 'NOT_CONVERSATION', call_info: null } },
  });
  const poll = open(
    `POST /asterisk_ng?secret_key=${KEY} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(form)}\r\n\r\n${form}`,
  );
  const cut = (await open(text)).toString();
  expect(cut).toMatch(/^HTTP\/1\.1 408 /);
  expect(backend.states.waitingPolls).toBe(1);
  await backend.timer.pass(8_000);
  expect((await poll).toString()).toContain('NOT_CONVERSATION');
});

test('headers that are too long are refused', async () => {
  backend = await startRoutes();
  const { port } = new URL(await listen(backend.http));
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect((await buffer(socket)).toString()).toMatch(/^HTTP\/1\.1 431 /);
});

test('no header is dropped behind a thousand others, so what a proxy adds at the end counts', async () => {
  backend = await startRoutes();
  const { port } = new URL(await listen(backend.http));
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  const many = 'D: \r\n'.repeat(1_100);
  const head = `GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n`;
  socket.write(`${head}${many}X-Forwarded-For: 203.0.113.9\r\n\r\n`);
  expect((await buffer(socket)).toString()).not.toMatch(/^HTTP\/1\.1 200 /);
  // Node of 2026 refuses so many by itself where they are counted.
  expect(backend.http.server.maxHeadersCount).toBe(0);
});

test.each([
  { trustProxy: ['nginx'] },
  { trustProxy: ['10.0.0.0/33'] },
  { trustProxy: ['10.0.0.0/8/8'] },
  { trustProxy: ['::1/129'] },
  { cors: { origins: ['*'] } },
  { cors: { origins: ['https://a.b/path'] } },
  { limits: { requestsPerMinute: 1 } },
  { timeLimits: { idleMs: 1 } },
  { audit: { numbers: 'none' } },
])('%j can not be set', async (settings) => {
  backend = await startRoutes({ http: { trustProxy: ['10.0.0.0/8', '::1', 'fd00::/8'] } });
  expect(v.safeParse(httpSettingsSchema, settings).success).toBe(false);
});
