import fc from 'fast-check';
import { anna, KEY, TestBackend } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

const request = (changes: object = {}, headers: object = anna): object => ({
  headers,
  content: { id: 18, jsonrpc: '2.0', method: 'ping', params: {}, ...changes },
});

test("answers the original protocol's own request, in both encodings of the form", async () => {
  const original = `{"headers": {"amouser_email": "anna@example.com", "amouser_id": 7461242, "widget_version":"1.0.0"},
    "content":{"id":18, "jsonrpc":"2.0", "method":"originate", "params":{"phone":"123456"}}}`;
  const success = {
    headers: { status_code: 200, detail: 'success' },
    content: { jsonrpc: '2.0', id: 18, result: { result: null, exception: null, exception_params: null } },
  };
  expect(await backend.post(new URLSearchParams({ json: original }).toString())).toEqual({
    status: 200,
    body: success,
  });

  const boundary = 'xyz';
  const multipart = `--${boundary}\r\nContent-Disposition: form-data; name="json"\r\n\r\n${JSON.stringify(request())}\r\n--${boundary}--\r\n`;
  expect(await backend.post(multipart, { type: `multipart/form-data; boundary=${boundary}` })).toMatchObject({
    status: 200,
    body: { content: { id: 18, result: { result: { ping: 'pong' } } } },
  });
});

test.each([
  ['no key', ''],
  ['a wrong key', 'wrong'],
  ['a longer key', `${KEY}x`],
])('%s is 401 with any other fields', async (_what, key) => {
  const unauthorized = { status: 200, body: { headers: { status_code: 401, detail: 'Unauthorized' } } };
  expect(await backend.post('rubbish', { key })).toEqual(unauthorized);
  expect(
    await backend.post(new URLSearchParams({ json: JSON.stringify(request()) }).toString(), { key }),
  ).toEqual(unauthorized);
});

test('two keys are valid while keys are changed', async () => {
  const two = await TestBackend.start({ secretKeys: ['the-old-key-of-tests', 'the-new-key-of-tests'] });
  const body = new URLSearchParams({ json: JSON.stringify(request()) }).toString();
  for (const key of ['the-old-key-of-tests', 'the-new-key-of-tests'])
    expect((await two.post(body, { key })).body).toMatchObject({ headers: { status_code: 200 } });
  await two.app.close();
});

test('a key given twice in the query is refused', async () => {
  const response = await backend.app.http.inject({
    method: 'POST',
    url: `/asterisk_ng?secret_key=${KEY}&secret_key=${KEY}`,
  });
  expect(response.json()).toMatchObject({ headers: { status_code: 401 } });
});

test.each([
  ['an empty body', '', undefined],
  ['another field', 'x=1', undefined],
  ['JSON in place of a form', '{"json":"{}"}', 'application/json'],
  ['plain text', 'hello', 'text/plain'],
  ['two fields of the name', 'json=1&json=2', undefined],
  ['a broken multipart', '--x\r\nbroken', 'multipart/form-data; boundary=x'],
  ['a multipart without boundary', 'x', 'multipart/form-data'],
  [
    'a file in place of the field',
    '--x\r\nContent-Disposition: form-data; name="json"; filename="a"\r\n\r\n{}\r\n--x--\r\n',
    'multipart/form-data; boundary=x',
  ],
  ['too long a body', `json=${'x'.repeat(70_000)}`, undefined],
  ['JSON that is cut off', 'json={', undefined],
  ['null', 'json=null', undefined],
  ['a list', 'json=[]', undefined],
  ['a number', 'json=1', undefined],
])('%s is 400 in the envelope', async (_what, body, type) => {
  expect(await backend.post(body, type === undefined ? {} : { type })).toEqual({
    status: 200,
    body: { headers: { status_code: 400, detail: 'Bad Request' } },
  });
});

test.each(['2.0.0', '0.9.9', '1.0', 'x', ''])('version "%s" of the widget is 409', async (widget_version) => {
  expect(await backend.send(request({}, { ...anna, widget_version }))).toMatchObject({
    headers: { status_code: 409 },
  });
});

test.each(['get_nothing', 'constructor', '__proto__', 'toString'])('method %s is 404', async (method) => {
  expect(await backend.send(request({ method }))).toEqual({
    headers: { status_code: 404, detail: 'Unknown method' },
  });
});

test.each([
  ['originate', {}],
  ['originate', { phone: '' }],
  ['originate', { phone: 5 }],
  ['get_contacts', { start_with: 'a' }],
  ['get_contacts', { start_with: 'a', max_results: -1 }],
  ['set_hold', { is_hold: 'banana' }],
  ['set_mute', {}],
  ['get_agent_status', { current_status: { status: 'RINGING' } }],
])('%s with %j is 410', async (method, params) => {
  expect(await backend.send(request({ method, params }))).toMatchObject({ headers: { status_code: 410 } });
});

test('unknown fields are ignored', async () => {
  expect(await backend.call('originate', { phone: '101234', later: true })).toBeNull();
});

test('any body gets an answer in the envelope', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.object().map((value) => JSON.stringify({ ...request(), ...value })),
      ),
      async (text) => {
        expect((await backend.send(text)).headers.status_code).toEqual(expect.any(Number));
      },
    ),
    { numRuns: 200 },
  );
});

test('an unexpected error is answered as InternalError, with its cause in the log and not on the wire', async () => {
  backend.app.simulator.run = () => Promise.reject(new TypeError('inner secret of the server'));
  expect(await backend.call('originate', { phone: '5550100' })).toBe('InternalError');
  expect(backend.log.join('')).toContain('inner secret of the server');
});

test('the key is in no line of the log', async () => {
  await backend.call('ping');
  await backend.post('x', { key: 'wrong-key-of-somebody' });
  await backend.post('{', { type: 'application/json' });
  await backend.app.http.inject({ method: 'GET', url: `/nowhere?secret_key=${KEY}` });
  expect(backend.log.length).toBeGreaterThan(0);
  expect(backend.log.join('')).not.toMatch(new RegExp(`${KEY}|wrong-key`));
});

test('gives its current state to a new subscriber', async () => {
  const health = await backend.app.http.inject('/health');
  expect(health.json()).toEqual({
    status: 'ok',
    version: '1.0.0',
    telephony: { name: 'simulator', link: 'up' },
    waiting: 0,
  });
  expect((await backend.app.http.inject('/asterisk_ng')).body).toContain('AsteriskNG');
  expect(
    (await backend.app.http.inject({ method: 'POST', url: `/asterisk_ng/?secret_key=${KEY}` })).json(),
  ).toMatchObject({ headers: { status_code: 400 } });
});

test('no other site may read its answers', async () => {
  const response = await backend.app.http.inject({
    method: 'POST',
    url: '/asterisk_ng',
    headers: { origin: 'https://evil.example' },
  });
  expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});
