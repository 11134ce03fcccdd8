import { appendFileSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Guide } from '../guides/support/Guide';
import { listen, startRoutes, type RoutesUnderTest } from '../server/support/startRoutes';
import { Pbx } from './support/Pbx';
import { until } from './support/until';

const KEY = 'key-of-the-dialplan & more';
const PROJECT = join(__dirname, '../..');
const sample = (name: string): string => readFileSync(join(PROJECT, 'deploy/asterisk', name), 'utf8');
/** Settings and the dialplan's globals as an administrator copies them out of the guides. */
const { path } = parse(
  /YAML'\n(.*?)^YAML$/ms.exec(new Guide('INSTALL.md').block('bash', 'server.yaml <<'))![1]!,
) as { path: string };
const lines = new Guide('ROUTING.md').block('ini', 'ASTERISKNG_URL=');
const urlIn = (text: string): string => /ASTERISKNG_URL=(\S+)/.exec(text)![1]!;
let pbx: Pbx;
let backend: RoutesUnderTest;
let silent: Server;
const asked: string[] = [];

const responsible = (number: string): Promise<string | null> => {
  asked.push(number);
  return Promise.resolve(number === '+79101234567' ? '102' : null);
};
/** @param at where the backend is, in place of the guide's address */
const useBackend = async (at: string, key = KEY): Promise<void> => {
  await pbx.console(`dialplan set global ASTERISKNG_URL ${urlIn(lines).replace(/^http:\/\/[^/]+/, at)}`);
  await pbx.console(`dialplan set global ASTERISKNG_ROUTING_KEY "${key}"`);
};

beforeAll(async () => {
  backend = await startRoutes({ path, routing: { key: KEY, default: '666' } }, responsible);
  silent = createServer((socket) => void socket.on('error', () => undefined).resume());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  pbx = await Pbx.start();
  appendFileSync(
    join(pbx.places.run, 'etc/extensions.conf'),
    `
[from-trunk](+)
exten => 790,1,Gosub(asteriskng-route,s,1(101))
 same => n,Goto(internal,\${ASTERISKNG_ROUTE},1)
exten => 791,1,Gosub(asteriskng-freepbx,s,1)
 same => n,Goto(internal,101,1)

[from-did-direct]
exten => _X.,1,Dial(PJSIP/\${EXTEN},20)

#include "${PROJECT}/deploy/asterisk/routing_plain.conf"
#include "${PROJECT}/deploy/asterisk/routing_freepbx.conf"
`,
  );
  await pbx.console('dialplan reload');
  await useBackend(await listen(backend.http));
});

afterEach(async () => {
  await pbx.putPhonesAway();
  asked.length = 0;
});

test.each(['routing_plain.conf', 'routing_freepbx.conf'])('%s says the same address as the guide', (name) => {
  expect(urlIn(sample(name))).toBe(urlIn(lines));
});

afterAll(async () => {
  await pbx.close();
  await backend.close();
  silent.close();
});

/** Which phone rings for a call from this number. */
async function ringsFor(number: string, from: string): Promise<string> {
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  await client.call(number, from);
  const ringing = await until('a phone rings', () => [anna, boris].find(({ calls }) => calls.length > 0));
  return ringing === anna ? '101' : '102';
}

test.each(['790', '791'])('%s: a client’s call rings the responsible agent at once', async (number) => {
  const extension = await ringsFor(number, '+79101234567');
  expect([extension, asked]).toEqual(['102', ['+79101234567']]);
});

test.each(['790', '791'])('%s: an unknown caller’s call goes on to the default', async (number) => {
  expect(await ringsFor(number, '+79990001122')).toBe('101');
  expect(asked).toEqual(['+79990001122']);
});

test.each(['anonymous', '1,2', '%24%7BSHELL(id)%7D', '1&default=102'])(
  'a caller with the caller id %s gets to the default and nothing else happens',
  async (from) => {
    expect(await ringsFor('790', from)).toBe('101');
    expect(asked).toEqual([]);
  },
);

test('a wrong key, a backend that is away and one that does not answer lead to the default within a second', async () => {
  const { port } = silent.address() as { port: number };
  const base = `http://127.0.0.1:${(backend.http.server.address() as { port: number }).port}`;
  for (const [url, key] of [
    [base, 'wrong'],
    ['http://127.0.0.1:9', KEY],
    [`http://127.0.0.1:${port}`, KEY],
  ] as const) {
    await useBackend(url, key);
    const extension = await ringsFor('790', '+79101234567');
    expect([url, extension]).toEqual([url, '101']);
    await pbx.putPhonesAway();
  }
  await useBackend(base);
});
