import { once } from 'node:events';
import { unlinkSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { settle } from '../../support/FakeTimer';
import { RecordingsBackend, sound } from '../support/RecordingsBackend';
import { wav } from '../support/soundFile';

const monitor = new RecordingsBackend();

beforeEach(() => monitor.start());
afterEach(() => monitor.close());
afterAll(() => monitor.remove());

test('a growing file is served once it is complete', async () => {
  monitor.write('grows.wav', sound.subarray(0, 1_000), 0);
  const answer = fetch(monitor.addressOf('grows.wav', 100));
  await monitor.pass(1);
  monitor.write('grows.wav', sound, 0);
  const response = await monitor.passUntil(answer);
  expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, sound.length]);
});

test('a request waits for a late file; after its limit it is 503 with Retry-After', async () => {
  const late = fetch(monitor.addressOf('late.wav', 100));
  await monitor.pass(1);
  monitor.write('late.wav');
  expect((await monitor.passUntil(late)).status).toBe(200);
  const never = fetch(monitor.addressOf('never.wav', 100));
  const response = await monitor.passUntil(never);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
  expect(monitor.backend.timer.pending).toBe(0);
});

test('a file from a machine with another clock is complete once it stops changing', async () => {
  monitor.write('ahead.wav', sound, -3_600_000);
  const answer = fetch(monitor.addressOf('ahead.wav'));
  expect((await monitor.passUntil(answer)).status).toBe(200);
});

test('a look-up ends when its client disconnects', async () => {
  const client = get(monitor.addressOf('never.wav', 100));
  client.on('error', () => undefined);
  await monitor.untilTimers((pending) => pending > 0);
  expect(monitor.backend.timer.pending).toBe(1);
  client.destroy();
  await monitor.untilTimers((pending) => pending === 0);
  expect(monitor.backend.timer.pending).toBe(0);
});

test('a client that disconnects during a conversion does not stop it for the others', async () => {
  monitor.write('long.wav', wav(60));
  const client = get(monitor.addressOf('long.wav'));
  client.on('error', () => undefined);
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  client.destroy();
  await settle();
  const whole = await fetch(monitor.addressOf('long.wav'));
  expect((await whole.arrayBuffer()).byteLength).toBe(wav(60).length);
  unlinkSync(join(monitor.folder, 'long.wav'));
});
