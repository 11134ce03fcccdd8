import { once } from 'node:events';
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { anna, boris, KEY, TestBackend } from '../support/startBackend';
import { eventually } from '../support/eventually';

let backend: TestBackend;
let port = 0;

beforeEach(async () => {
  backend = await TestBackend.start();
  await backend.app.http.listen({ host: '127.0.0.1', port: 0 });
  const address = backend.app.http.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterEach(async () => {
  await backend.app.close();
});

const waiting = async (): Promise<number> =>
  ((await (await fetch(`http://127.0.0.1:${port}/health`)).json()) as { waiting: number }).waiting;

/** Waits until `count` polls wait at the backend: the socket is real, so the time is not known. */
const untilWaiting = (count: number): Promise<boolean> =>
  eventually(`${count} polls`, async () => (await waiting()) === count);

function poll(): ClientRequest {
  const json = JSON.stringify({
    headers: anna,
    content: {
      id: 1,
      jsonrpc: '2.0',
      method: 'get_agent_status',
      params: { current_status: { status: 'NOT_CONVERSATION' } },
    },
  });
  const sent = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: `/asterisk_ng?secret_key=${KEY}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  sent.end(new URLSearchParams({ json }).toString());
  return sent;
}

test('a client that disconnects ends its poll, which leaves no timer', async () => {
  const client = poll();
  client.on('error', () => undefined);
  await untilWaiting(1);
  client.destroy();
  await untilWaiting(0);
  expect(backend.timer.pending).toBe(0);
});

test('a graceful stop answers waiting polls, then closes', async () => {
  const client = poll();
  await untilWaiting(1);
  const answered = once(client, 'response') as Promise<[IncomingMessage]>;
  const closed = backend.app.close();
  const [response] = await answered;
  expect(JSON.parse(await text(response))).toMatchObject({
    content: { result: { result: { status: 'NOT_CONVERSATION' } } },
  });
  await closed;
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
});

test('a stop does not wait for connections without a request', async () => {
  const silent = connect(port, '127.0.0.1');
  const kept = new Agent({ keepAlive: true });
  await once(silent, 'connect');
  const [response] = (await once(
    request({ port, host: '127.0.0.1', path: '/health', agent: kept }).end(),
    'response',
  )) as [IncomingMessage];
  await text(response);
  const gone = once(silent, 'close');
  silent.resume();
  await backend.app.close();
  await gone;
  kept.destroy();
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
});

describe("the simulator's routes", () => {
  const simulate = async (path: string, body: unknown): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`http://127.0.0.1:${port}/simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  test('lets a call come in, be answered, and be hung up by the other end', async () => {
    expect(
      await simulate('incoming', { from: '+79101234567', to: ['anna@example.com'], answer: 'manual' }),
    ).toEqual({ status: 200, body: { ok: true } });
    expect(await simulate('answer', { agent: '101' })).toEqual({ status: 200, body: { ok: true } });
    const status = (await (await fetch(`http://127.0.0.1:${port}/simulator/status`)).json()) as {
      calls: { phase: string }[];
    }[];
    expect(status.map(({ calls }) => calls.map(({ phase }) => phase))).toEqual([['talking'], []]);
    expect(await simulate('far-hangup', { agent: '101' })).toEqual({ status: 200, body: { ok: true } });
    expect(await backend.status()).toMatchObject({ status: 'NOT_CONVERSATION' });
  });

  test('plays a queue, a caller who gives up, a colleague who answers, and one who holds', async () => {
    const to = ['101', 'boris@example.com'];
    await simulate('incoming', { from: '5550123', to, answer: 'manual', via: 'Продажи', givesUpMs: 1_000 });
    expect((await backend.fullStatus()).calls).toMatchObject([{ via: 'Продажи', phase: 'RINGING' }]);
    await backend.timer.pass(1_000);
    expect((await backend.fullStatus()).missed).toHaveLength(1);
    await simulate('incoming', { from: '5550123', to, answer: 'manual', answeredBy: 'boris@example.com' });
    await backend.timer.pass(2_400);
    expect(await backend.live()).toEqual([]);
    expect(await simulate('far-hold', { agent: '102', hold: true })).toMatchObject({ body: { ok: true } });
    expect((await backend.live(boris))[0]).toMatchObject({ is_far_hold: true });
    expect(await simulate('far-hold', { agent: '101', hold: true })).toMatchObject({ body: { ok: false } });
    await simulate('far-hangup', { agent: '102' });
    expect(await simulate('colleague-calls', { from: '102', to: '101' })).toMatchObject({
      body: { ok: true },
    });
    expect(await simulate('colleague-calls', { from: '102', to: '101' })).toMatchObject({
      body: { ok: false },
    });
    expect(await backend.live()).toMatchObject([{ direction: 'INTERNAL', phase: 'RINGING' }]);
  });

  test('makes the next command fail', async () => {
    await simulate('refuse', { command: 'originate', exception: 'TelephonyUnavailable' });
    expect(await backend.call('originate', { phone: '5550100123' })).toBe('TelephonyUnavailable');
  });

  test.each([
    ['incoming', { from: 'x', to: [] }, 400],
    ['incoming', { from: '101', to: ['unknown'] }, 404],
    ['answer', {}, 400],
    ['answer', { agent: 'unknown' }, 404],
    ['refuse', { command: 'dance' }, 400],
    ['incoming', { from: '101', to: ['101'], answeredBy: 'unknown' }, 404],
    ['colleague-calls', { from: '101', to: 'unknown' }, 404],
    ['colleague-calls', { from: 'unknown', to: '101' }, 404],
    ['far-hold', { agent: '101' }, 400],
    ['far-hold', { agent: 'unknown', hold: true }, 404],
  ])('%s %j is answered with %d', async (path, body, status) => {
    expect((await simulate(path, body)).status).toBe(status);
  });

  test('is closed by default', async () => {
    const shut = await TestBackend.start({ telephony: { driver: 'simulator' } });
    expect(
      (await shut.app.http.inject({ method: 'POST', url: '/simulator/answer', payload: { agent: '101' } }))
        .statusCode,
    ).toBe(404);
    await shut.app.close();
  });

  test('serves loopback only', async () => {
    const response = await backend.app.http.inject({ url: '/simulator/status', remoteAddress: '10.0.0.7' });
    expect(response.statusCode).toBe(403);
  });
});
