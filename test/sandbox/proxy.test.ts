import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { loadArchive } from '../../sandbox/loadArchive';
import { Proxy } from '../../sandbox/Proxy';
import { faultSchema } from '../../sandbox/ProxyFault';
import { WidgetStore } from '../../sandbox/WidgetStore';
import { pack } from '../../scripts/zip/pack';

const json = JSON.stringify({
  headers: { amouser_email: 'a@b.c' },
  content: { id: 7, method: 'ping', params: { x: 1 } },
});
const answer = '{"headers":{"status_code":200},"content":{"id":7,"result":{"result":1}}}';

let server: Server;
let url = '';
let got: { type: string; body: string }[] = [];
/** The backend's next answers, in place of `answer`. */
let bodies: string[] = [];
const never = new AbortController().signal;

beforeEach(async () => {
  got = [];
  bodies = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ type: request.headers['content-type'] ?? '', body });
      // Requests for /hang are never answered.
      if (request.url !== '/hang')
        response.setHeader('content-type', 'application/json').end(bodies.shift() ?? answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  ['urlencoded', /^application\/x-www-form-urlencoded/],
  ['multipart', /^multipart\/form-data; boundary=/],
] as const)('encodes the form again: %s', async (encoding, type) => {
  const proxy = new Proxy();
  proxy.encoding = encoding;
  expect(await proxy.forward(url, json, never)).toEqual({
    status: 200,
    type: 'application/json',
    body: answer,
  });
  expect(got[0]?.type).toMatch(type);
  const form = encoding === 'urlencoded' ? new URLSearchParams(got[0]?.body).get('json') : got[0]?.body;
  expect(form).toContain(json);
  expect(proxy.records).toEqual([{ user: 'a@b.c', method: 'ping', params: { x: 1 }, outcome: '200' }]);
});

test('answers 502 when a request exceeds the time limit or no server is there', async () => {
  expect(await new Proxy(20).forward(`${url}/hang`, json, never)).toMatchObject({
    status: 502,
    type: 'text/html',
  });
  expect(await new Proxy().forward('http://127.0.0.1:1/', json, never)).toMatchObject({ status: 502 });
});

test('forwards to this machine only', async () => {
  expect(await new Proxy().forward('https://example.com/', json, never)).toMatchObject({ status: 502 });
  expect(await new Proxy().forward('http://127.0.0.1.example.com/', json, never)).toMatchObject({
    status: 502,
  });
});

test.each<[string, number, number | null, string]>([
  ['badGateway', 0, 502, '502'],
  ['html', 1, 200, '<html'],
  ['empty', 1, 200, ''],
  ['null', 1, 200, 'null'],
  ['number', 1, 200, '42'],
  ['text', 1, 200, '"just'],
  ['noContent', 1, 200, '"headers"'],
  ['wrongId', 1, 200, '999999'],
  ['wrongResult', 1, 200, 'RINGING'],
  ['jsonRpcError', 1, 200, '-32000'],
  ['textStatus', 1, 200, '"status_code":"200"'],
  ['status', 0, 200, '408'],
  ['exception', 0, 200, 'InternalError'],
  ['drop', 0, null, ''],
])('plays the fault that is set: %s', async (kind, reached, status, body) => {
  const proxy = new Proxy();
  proxy.setFault(v.parse(faultSchema, { kind, times: 1 }));
  const spoiled = await proxy.forward(url, json, never);
  expect([got.length, spoiled?.status ?? null]).toEqual([reached, status]);
  expect(spoiled?.body ?? '').toContain(body);
  expect((await proxy.forward(url, json, never))?.body).toBe(answer);
});

test('the fault applies to its method only; a hanging request ends when its client disconnects', async () => {
  const proxy = new Proxy();
  proxy.setFault(v.parse(faultSchema, { kind: 'hang', method: 'hangup' }));
  expect((await proxy.forward(url, json, never))?.body).toBe(answer);
  const client = new AbortController();
  const hanging = proxy.forward(url, json.replace('ping', 'hangup'), client.signal);
  client.abort();
  expect(await hanging).toMatchObject({ status: 502 });
});

const status = (text: string, id: number, at: number): string =>
  JSON.stringify({
    headers: { status_code: 200 },
    content: { id, result: { result: { text, server_time: at } } },
  });
const reported = (spoiled: { body: string } | null): unknown => JSON.parse(spoiled?.body ?? 'null');

test('the fault double sends the request twice and returns the first answer', async () => {
  const proxy = new Proxy();
  proxy.setFault(v.parse(faultSchema, { kind: 'double', times: 1 }));
  const [first, second] = [status('first', 7, 1), status('second', 7, 2)];
  bodies = [first, second];
  const both = new Promise<void>((resolve) => {
    let count = 0;
    server.on('request', (_request, response: ServerResponse) => {
      response.once('finish', () => {
        if (++count === 2) resolve();
      });
    });
  });
  expect([first, second]).toContain((await proxy.forward(url, json, never))?.body);
  await both;
  expect(got.map(({ body }) => body)).toEqual([got[0]?.body, got[0]?.body]);
  expect(proxy.records).toHaveLength(1);
});

test('the fault late delays the backend’s answer; beyond the time limit it becomes 502', async () => {
  const patient = new Proxy();
  patient.setFault(v.parse(faultSchema, { kind: 'late', ms: 1 }));
  expect((await patient.forward(url, json, never))?.body).toBe(answer);
  const proxy = new Proxy(40);
  proxy.setFault(v.parse(faultSchema, { kind: 'late', ms: 60_000 }));
  expect(await proxy.forward(url, json, never)).toMatchObject({ status: 502 });
  expect(got).toHaveLength(2);
});

test('the fault stale returns an older answer with the id of the request, after the backend got it', async () => {
  const proxy = new Proxy();
  bodies = [status('ringing', 7, 1), status('talking', 7, 2), status('talking', 7, 3), status('ended', 9, 4)];
  // There is no older answer yet.
  proxy.setFault(v.parse(faultSchema, { kind: 'stale' }));
  expect(reported(await proxy.forward(url, json, never))).toEqual(JSON.parse(status('ringing', 7, 1)));
  expect(reported(await proxy.forward(url, json, never))).toEqual(JSON.parse(status('talking', 7, 2)));
  proxy.setFault(v.parse(faultSchema, { kind: 'stale', times: 1 }));
  const ninth = json.replace('"id":7', '"id":8');
  expect(reported(await proxy.forward(url, ninth, never))).toEqual(JSON.parse(status('ringing', 8, 1)));
  expect(got).toHaveLength(3);
  // Answers to other users are not used.
  proxy.setFault(v.parse(faultSchema, { kind: 'stale' }));
  const other = json.replace('a@b.c', 'd@e.f');
  expect(reported(await proxy.forward(url, other, never))).toEqual(JSON.parse(status('ended', 9, 4)));
});

test('an archive that amoCRM would refuse is refused with a plain sentence', async () => {
  await expect(loadArchive(Buffer.from('no zip'))).rejects.toThrow('This is not a zip archive.');
  const nested = await pack(
    new Map([
      ['widget/manifest.json', Buffer.from('{}')],
      ['script.js', Buffer.from('')],
    ]),
  );
  await expect(loadArchive(nested)).rejects.toThrow('The archive has no manifest.json at its root.');
  const good = await pack(
    new Map([
      ['manifest.json', Buffer.from('{}')],
      ['script.js', Buffer.from('x')],
    ]),
  );
  expect([...(await loadArchive(good)).keys()]).toEqual(['manifest.json', 'script.js']);
});

test('settings are kept until the integration is uninstalled', () => {
  const store = new WidgetStore(() => ({ jsonSettings: '1' }));
  expect(store.get()).toEqual({ status: 'installed', active: 'Y', fields: { jsonSettings: '1' } });
  store.save({ active: true, fields: { jsonSettings: '2' } });
  expect(store.get().fields).toEqual({ jsonSettings: '2' });
  expect(store.uninstall()).toEqual({ status: 'install', active: 'N', fields: {} });
  expect(new WidgetStore(() => ({})).get().status).toBe('not_configured');
});
