import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, RecordingsBackend, sound } from '../support/RecordingsBackend';
import { writeAt } from '../support/soundFile';
import { startRoutes } from '../support/startRoutes';

const monitor = new RecordingsBackend();

beforeEach(() => monitor.start());
afterEach(() => monitor.close());
afterAll(() => monitor.remove());

test('a recording is served whole, with a file name and not for shared caches', async () => {
  monitor.write('one.wav');
  const response = await fetch(monitor.addressOf('one.wav'));
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(sound)).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': String(sound.length),
    'accept-ranges': 'bytes',
    'content-disposition': 'inline; filename="2025-11-20_07-39-00_+79101234567.wav"',
    'cache-control': 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  });
});

test.each<[string, string, number, string | null, [number, number]]>([
  ['the first bytes', 'bytes=0-99', 206, `bytes 0-99/${sound.length}`, [0, 100]],
  ['the middle', 'bytes=500-599', 206, `bytes 500-599/${sound.length}`, [500, 600]],
  [
    'from there on',
    `bytes=${sound.length - 10}-`,
    206,
    `bytes ${sound.length - 10}-${sound.length - 1}/${sound.length}`,
    [sound.length - 10, sound.length],
  ],
  [
    'the last bytes',
    'bytes=-100',
    206,
    `bytes ${sound.length - 100}-${sound.length - 1}/${sound.length}`,
    [sound.length - 100, sound.length],
  ],
  [
    'more than there is',
    `bytes=0-${sound.length * 2}`,
    206,
    `bytes 0-${sound.length - 1}/${sound.length}`,
    [0, sound.length],
  ],
  ['several at once get the whole', 'bytes=0-9,20-29', 200, null, [0, sound.length]],
  ['nonsense gets the whole', 'pages=1', 200, null, [0, sound.length]],
])('ranges: %s', async (_what, range, status, contentRange, [from, to]) => {
  monitor.write('range.wav');
  const response = await fetch(monitor.addressOf('range.wav'), { headers: { range } });
  expect([response.status, response.headers.get('content-range')]).toEqual([status, contentRange]);
  expect(Buffer.from(await response.arrayBuffer()).equals(sound.subarray(from, to))).toBe(true);
});

test('a range beyond the end is 416 with the length of the file', async () => {
  monitor.write('range.wav');
  const response = await fetch(monitor.addressOf('range.wav'), {
    headers: { range: `bytes=${sound.length}-` },
  });
  expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${sound.length}`]);
});

test('HEAD has the same headers without a body; an unchanged file is 304', async () => {
  monitor.write('one.wav');
  const address = monitor.addressOf('one.wav');
  const head = await fetch(address, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([
    200,
    String(sound.length),
    0,
  ]);
  const etag = head.headers.get('etag') ?? '';
  // Node's fetch adds `no-cache` to conditional requests, a browser does not.
  const again = await monitor.backend.http.inject({
    url: new URL(address).pathname,
    headers: { 'if-none-match': etag },
  });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  const stale = { range: 'bytes=0-9', 'if-range': '"another"' };
  expect((await fetch(address, { headers: stale })).status).toBe(200);
  expect((await fetch(address, { headers: { 'if-match': '"another"' } })).status).toBe(412);
  expect((await fetch(address, { method: 'POST' })).status).toBe(404);
});

test('a link works until it expires', async () => {
  monitor.write('one.wav');
  const address = monitor.addressOf('one.wav');
  await monitor.backend.timer.pass(3_649 * DAY_MS - 1);
  expect((await fetch(address)).status).toBe(200);
  await monitor.backend.timer.pass(1);
  expect((await fetch(address)).status).toBe(410);
});

test('a changed or forged link is refused, whatever file it names', async () => {
  monitor.write('one.wav');
  const address = monitor.addressOf('one.wav');
  const changed = address.replace(
    /recordings\/(.)/,
    (_all, first: string) => `recordings/${first === 'A' ? 'B' : 'A'}`,
  );
  for (const wrong of [changed, `${monitor.base}/asterisk_ng/recordings/x/call.mp3`])
    expect((await fetch(wrong)).status).toBe(403);
  // No path of the backend has an encoded form.
  const outside = await fetch(`${monitor.base}/asterisk_ng/recordings/..%2f..%2fetc%2fpasswd/x`);
  expect(outside.status).toBe(404);
});

test('links of the old key are accepted while it is configured', async () => {
  monitor.write('one.wav');
  const path = new URL(monitor.addressOf('one.wav')).pathname;
  for (const [linkKey, status] of [
    ['another-key-of-links, a-key-of-links-for-tests', 200],
    ['another-key-of-links', 403],
  ] as const) {
    await monitor.close();
    await monitor.start({ linkKey });
    expect((await fetch(monitor.base + path)).status).toBe(status);
  }
});

test('a missing recording is 404, and no answer contains a path', async () => {
  for (const name of ['none.wav', '2026/01/01/none.wav']) {
    const response = await fetch(monitor.addressOf(name));
    expect([response.status, await response.text()]).toEqual([404, 'there is no such recording\n']);
  }
  writeAt(join(monitor.folder, 'empty.wav'), '', 0);
  symlinkSync('/etc/hostname', join(monitor.folder, 'link.wav'));
  expect((await fetch(monitor.addressOf('empty.wav'))).status).toBe(404);
  expect((await fetch(monitor.addressOf('link.wav'))).status).toBe(404);
  expect(monitor.backend.log.join('')).not.toContain(monitor.folder);
});

test.each([
  ['https://company.amocrm.ru', true],
  ['https://company.kommo.com', true],
  ['https://amocrm.ru.evil.example', false],
  ['https://x.evil.example', false],
  ['https://a.b.amocrm.ru', false],
  ['http://company.amocrm.ru', false],
])('a script of %s may read it: %s', async (origin, mayRead) => {
  monitor.write('one.wav');
  const headers = { origin };
  const response = await fetch(monitor.addressOf('one.wav'), { headers });
  expect(response.headers.get('access-control-allow-origin')).toBe(mayRead ? origin : null);
  const asked = {
    ...headers,
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'range',
  };
  const preflight = await fetch(monitor.addressOf('one.wav'), { method: 'OPTIONS', headers: asked });
  expect(preflight.headers.get('access-control-allow-origin')).toBe(mayRead ? origin : null);
});

test('without the section there is no route and no link', async () => {
  const without = await startRoutes();
  expect(without.recordings.linkOf(monitor.record('one.wav'))).toBeNull();
  expect((await without.http.inject('/asterisk_ng/recordings/a/b')).statusCode).toBe(404);
  await without.close();
});
