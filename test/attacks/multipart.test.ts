import { request } from 'node:http';
import { Attacked, anna, KEY } from './support/Attacked';

let backend: Attacked;
beforeAll(async () => {
  backend = await Attacked.start({ settings: { logLevel: 'debug' } });
});
afterAll(() => backend.stop());

const PATH = `/asterisk_ng?secret_key=${KEY}`;
const headers = { 'content-type': 'multipart/form-data; boundary=b' };
const json = JSON.stringify({
  headers: anna,
  content: { id: 1, jsonrpc: '2.0', method: 'ping', params: {} },
});
const part = (name: string, text: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;

const statusOf = async (body: string, type = headers['content-type']): Promise<number> => {
  const init = { method: 'POST', headers: { 'content-type': type }, body };
  const { text } = await backend.ask(PATH, init);
  return (JSON.parse(text) as { headers: { status_code: number } }).headers.status_code;
};

/** Codes of forms that could not be read, so far. */
const codes = (): unknown[] =>
  backend.lines.filter(({ msg }) => msg === 'a form could not be read').map(({ code }) => code);

test.each([
  ['in front', '--b\r\n'.repeat(12_000) + part('json', json)],
  ['behind', part('json', json) + '\r\n--b'.repeat(12_000)],
  ['empty parts', part('json', json) + '--b\r\n\r\n\r\n'.repeat(5_000)],
  ['without line breaks', '--b'.repeat(12_000) + part('json', json)],
  ['after the end', `${part('json', json)}--b--${'\r\n--b'.repeat(12_000)}\r\n`],
])('a form of delimiters is refused before any part is parsed: %s', async (_where, start) => {
  const before = codes().length;
  expect(await statusOf(`${start}--b--\r\n`)).toBe(400);
  await backend.line(() => codes().length > before);
  expect(codes().slice(before)).toEqual(['tooManyParts']);
});

test('a form of some fields is read, whatever its boundary looks like', async () => {
  const others = Array.from({ length: 9 }, (_, at) => part(`other${at}`, 'x')).join('');
  const form = `${others}${part('json', json)}--b--\r\n`;
  expect(await statusOf(form)).toBe(200);
  const boundary = `----Webkit'()+_,-./:=?0aZ`;
  const type = `Multipart/Form-Data; charset=utf-8; Boundary="${boundary}"`;
  expect(
    await statusOf(
      form.replaceAll('--b', () => `--${boundary}`),
      type,
    ),
  ).toBe(200);
});

test('a boundary that the parser would read otherwise than it is counted is refused', async () => {
  const form = `${part('json', json)}--b--\r\n`;
  for (const type of ["*=utf-8''b", '="\\b"', '=', `=${'b'.repeat(71)}`, '=b c'])
    expect([type, await statusOf(form, `multipart/form-data; boundary${type}`)]).toEqual([type, 400]);
});

test('a form without an end is cut off at the limit of a body', async () => {
  const { hostname, port } = new URL(backend.address);
  const sent = request({ hostname, port, path: PATH, method: 'POST', headers });
  // Once it is answered the connection is closed, whatever is still to be sent.
  sent.on('error', () => undefined);
  const state = { isOver: false, goOn: (): void => undefined };
  const end = (): void => {
    state.isOver = true;
    state.goOn();
  };
  for (const event of ['response', 'close']) sent.on(event, end);
  sent.write(part('other', 'x') + '--b\r\nContent-Disposition: form-data; name="json"\r\n\r\n');
  const chunk = 'x'.repeat(65_536);
  let bytes = 0;
  for (; !state.isOver && bytes < 50_000_000; bytes += chunk.length)
    await new Promise<void>((resolve) => {
      state.goOn = resolve;
      sent.write(chunk, () => resolve());
    });
  expect(bytes).toBeLessThan(20_000_000);
  sent.destroy();
  await backend.line(({ code }) => code === 'tooLong');
});
