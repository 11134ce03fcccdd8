import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Attacked, anna, KEY } from './support/Attacked';

let backend: Attacked;
const sockets: Socket[] = [];
beforeEach(async () => {
  backend = await Attacked.start({
    settings: { logLevel: 'debug', http: { limits: { keysPerMinute: 5 } } },
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await backend.stop();
});

const BODY = 65_000;
const json = JSON.stringify({
  headers: anna,
  content: { id: 1, jsonrpc: '2.0', method: 'ping', params: {} },
});
const form = new URLSearchParams({ json }).toString();

interface Sent {
  readonly socket: Socket;
  /** What it was answered, so far. */
  readonly answer: () => string;
  /** The first answer, or the end of the connection. */
  readonly answered: Promise<unknown>;
}

/** Sends the head of a POST, and what of its body is given. */
function send(
  head: string,
  body: string,
  { key = KEY, path = '/asterisk_ng', from = '203.0.113.1' } = {},
): Sent {
  const { hostname, port } = new URL(backend.address);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => undefined);
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => (text += more));
  socket.write(
    `POST ${path}?secret_key=${key} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${from}\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\n${head}\r\n\r\n`,
  );
  socket.write(body);
  return {
    socket,
    answer: () => text,
    answered: Promise.race([once(socket, 'data'), once(socket, 'close')]),
  };
}
const lengthOf = (body: string): string => `Content-Length: ${body.length}`;

test('a wrong key is refused before the body comes, also of an address that has tried many', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.1' };
  for (let guess = 0; guess < 6; guess += 1)
    await backend.wire('ping', {}, { key: `a-guess-${guess}`, headers });
  const { socket, answer, answered } = send(lengthOf(form), '', { key: 'a-guess' });
  await answered;
  expect(answer()).toContain('"status_code":401');
  // What comes of the body is dropped, and the connection is good for the next request.
  const more = once(socket, 'data');
  socket.write(`${form}GET /asterisk_ng HTTP/1.1\r\nHost: a\r\n\r\n`);
  await more;
  expect(answer()).toContain('this address is for the amoCRM widget');
});

test.each([
  ['the wire', '/asterisk_ng', '"status_code":400'],
  ['a path without a door', '/nothing', '413 Payload Too Large'],
])('a body of very many pieces is not read to its end: %s', async (_door, path, refusal) => {
  const { answer, answered } = send('Transfer-Encoding: chunked', '1\r\na\r\n'.repeat(60_000), { path });
  await answered;
  expect(answer()).toContain(refusal);
});

test('bodies that do not end have bounded memory: who holds the most of it is refused, and no other', async () => {
  const other = send(lengthOf(form), form.slice(0, 20), { from: '198.51.100.7' });
  // Its first bytes are there once the backend has answered a later connection.
  await backend.wire('ping');
  const part = 'a'.repeat(BODY);
  const slow = Array.from({ length: 600 }, () => send('Content-Length: 65001', part));
  await Promise.race(slow.map(({ answered }) => answered));
  await backend.line(({ event }) => event === 'http.bodies-crowded');
  const refused = slow.filter(({ answer }) => answer() !== '');
  for (const { answer } of refused) expect(answer()).toContain('"status_code":400');
  // From the same address as well, since it is whole at once.
  const headers = { 'x-forwarded-for': '203.0.113.1' };
  expect(await backend.wire('ping', {}, { headers })).toBe('success');
  other.socket.write(form.slice(20));
  await other.answered;
  expect(other.answer()).toContain('pong');
});
