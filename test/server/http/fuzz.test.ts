import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { eventually } from '../support/eventually';
import { anyRequest, piece, simulatorOrder, type Sent } from '../support/nastyRequests';
import { KEY, turn } from '../support/startBackend';
import { listen, startRoutes, type RoutesUnderTest } from '../support/startRoutes';
import { wav, writeAt } from '../support/soundFile';

// A failing run prints its seed and path: fc.assert(…, { seed, path }) plays it again.

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
let backend: RoutesUnderTest;
let token = '';

beforeAll(async () => {
  backend = await startRoutes(
    {
      telephony: { driver: 'simulator', door: true },
      http: { cors: { origins: ['https://company.amocrm.ru'] }, limits: { requestsPerMinute: 100_000 } },
      routing: { key: 'key-of-the-dialplan' },
      recordings: {
        folders: [folder],
        address: 'https://pbx.example.com/asterisk_ng',
        linkKey: 'a-key-of-links-for-tests',
        mp3: { enabled: false },
      },
    },
    (number) => (number.endsWith('7') ? Promise.reject(new Error('away')) : Promise.resolve('101')),
  );
  const endedAt = backend.timer.now() - 86_400_000;
  writeAt(join(folder, 'x.wav'), wav(), endedAt);
  const link = backend.recordings.linkOf({
    id: '1',
    direction: 'inbound',
    number: '5550123',
    via: null,
    outcome: 'answered',
    extension: '101',
    extensions: ['101'],
    startedAt: endedAt - 1,
    answeredAt: endedAt - 1,
    endedAt,
    recording: 'x.wav',
  });
  token = link!.split('/').at(-2)!;
});
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true });
});

/** The answer, also of a poll that waits its whole time; a request without an answer fails. */
async function answered(sent: Sent): Promise<{ statusCode: number; body: string }> {
  const answer = backend.http.inject({
    method: sent.method,
    url: sent.url,
    headers: sent.headers,
    ...(!['GET', 'HEAD'].includes(sent.method) && { payload: sent.body }),
  });
  const state = { isDone: false };
  const end = (): void => void (state.isDone = true);
  void answer.then(end, end);
  // A poll waits 8 s of the test's clock.
  for (let round = 1; round <= 200 && !state.isDone; round += 1) {
    await turn();
    if (round % 20 === 0) await backend.timer.pass(8_000);
  }
  await eventually('an answer', () => state.isDone);
  return answer;
}

const expectSound = ({ statusCode }: { statusCode: number }): void => expect(statusCode).toBeLessThan(500);

test('the wire: any bytes of any type are answered, and in the envelope', async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest(fc.constant(`/asterisk_ng?secret_key=${KEY}`)), async (sent) => {
      const answer = await answered(sent);
      expectSound(answer);
      if (sent.method !== 'POST') return;
      expect(answer.statusCode).toBe(200);
      const { headers } = JSON.parse(answer.body) as { headers: { status_code: number } };
      expect([200, 400, 404, 409, 410]).toContain(headers.status_code);
      expect(answer.body).not.toContain('InternalError');
    }),
    { numRuns: 800 },
  );
  expect(({} as { a?: number }).a).toBeUndefined();
  expect(backend.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});

test('recordings: any path and any header', async () => {
  const url = fc.oneof(
    fc.array(piece, { maxLength: 4 }).map((pieces) => `/asterisk_ng/recordings/${pieces.join('/')}`),
    fc
      .tuple(fc.nat(), piece)
      .map(([at, text]) => `/asterisk_ng/recordings/${token.slice(0, at % token.length)}${text}/call.wav`),
    piece.map((name) => `/asterisk_ng/recordings/${token}/${name}`),
  );
  await fc.assert(
    fc.asyncProperty(anyRequest(url), async (sent) => {
      const answer = await answered(sent);
      expectSound(answer);
      if (answer.statusCode >= 400) expect(answer.body).not.toContain(folder);
    }),
    { numRuns: 500 },
  );
  // By chance none of them may have asked for the recording itself.
  const plain = {
    method: 'GET',
    url: `/asterisk_ng/recordings/${token}/call.wav`,
    headers: {},
    body: '',
  } as const;
  expect((await answered(plain)).statusCode).toBe(200);
});

test('routing, health, the simulator and what is not there: any query and any body', async () => {
  const place = fc.constantFrom(
    '/asterisk_ng/route',
    '/health',
    '/simulator/incoming',
    '/simulator/answer',
    '/simulator/refuse',
    '/simulator/status',
    '/nowhere',
    '/',
  );
  const query = fc.array(fc.tuple(fc.constantFrom('number', 'key', 'default', '__proto__', ''), piece));
  const url = fc
    .tuple(place, query)
    .map(
      ([path, pairs]) =>
        `${path}?key=key-of-the-dialplan&${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`,
    );
  await fc.assert(
    fc.asyncProperty(anyRequest(url), async (sent) => expectSound(await answered(sent))),
    { numRuns: 700 },
  );
});

test('the simulator: orders of any shape', async () => {
  const path = fc.constantFrom('incoming', 'colleague-calls', 'answer', 'far-hangup', 'far-hold', 'refuse');
  await fc.assert(
    fc.asyncProperty(path, simulatorOrder, async (name, body) => {
      const headers = { 'content-type': 'application/json' };
      expectSound(await answered({ method: 'POST', url: `/simulator/${name}`, headers, body }));
    }),
    { numRuns: 500 },
  );
});

test('amoCRM’s webhook: any form, and fields that nest in any way', async () => {
  const name = fc.oneof(
    fc
      .array(
        fc.constantFrom('contacts', 'update', '0', '999999999', '__proto__', 'constructor', 'id', '', '['),
        { maxLength: 60 },
      )
      .map(([first = '', ...rest]) => first + rest.map((part) => `[${part}]`).join('')),
    fc.string(),
  );
  const form = fc
    .array(fc.tuple(name, fc.string()), { maxLength: 30 })
    .map((pairs) => new URLSearchParams(pairs).toString());
  const url = `/asterisk_ng/amocrm/webhook?key=${KEY}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const request = fc.oneof(
    form.map((body): Sent => ({ method: 'POST', url, headers, body })),
    anyRequest(fc.constant(url)),
  );
  await fc.assert(
    fc.asyncProperty(request, async (sent) => expectSound(await answered(sent))),
    { numRuns: 500 },
  );
  expect(({} as { a?: number }).a).toBeUndefined();
});

test('an endless body is cut off', async () => {
  const { port } = new URL(await listen(backend.http));
  const socket = connect(Number(port), '127.0.0.1');
  const far = { said: '', isOver: false };
  socket.on('data', (bytes: Buffer) => (far.said += bytes.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => (far.isOver = true));
  socket.write(
    `POST /asterisk_ng?secret_key=${KEY} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  let sent = 0;
  for (; !far.isOver && !far.said.includes('Bad Request') && sent < 50_000_000; sent += chunk.length) {
    if (socket.write(chunk)) await turn();
    else
      await new Promise<void>((resolve) => {
        socket.once('drain', resolve);
        socket.once('close', resolve);
        socket.once('data', () => resolve());
      });
  }
  expect([far.said.includes('"status_code":400'), sent < 20_000_000]).toEqual([true, true]);
  socket.destroy();
});
