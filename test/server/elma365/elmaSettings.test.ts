import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { elma365SettingsSchema } from '../../../server/elma365/elma365Settings';
import type { ElmaPush } from '../../../server/elma365/elma365Wire';
import { httpSender } from '../../../server/elma365/httpSender';
import { secretFile } from '../../../server/elma365/secretFile';
import { WebhookAddress } from '../../../server/elma365/WebhookAddress';
import { FakeTimer } from '../../support/FakeTimer';

const KEY = 'a-key-of-both-directions';

test('the address and the key are all that has to be set', () => {
  expect(v.parse(elma365SettingsSchema, { address: 'https://Company.elma365.ru/', key: KEY })).toEqual({
    address: 'https://company.elma365.ru',
    path: '/elma365',
    key: KEY,
    webhookFile: 'elma365-webhook.json',
  });
});

test.each([
  { address: 'company.elma365.ru', key: KEY },
  { address: 'https://company.elma365.ru/path', key: KEY },
  { address: 'https://company.elma365.ru' },
  { address: 'https://company.elma365.ru', key: 'short' },
  { address: 'https://company.elma365.ru', key: 'key with blanks in it' },
  { address: 'https://company.elma365.ru', key: KEY, path: 'elma365' },
  { address: 'https://company.elma365.ru', key: KEY, path: '/elma365/' },
])('%j can not be used', (settings) => {
  expect(v.safeParse(elma365SettingsSchema, settings).success).toBe(false);
});

describe('the webhook’s address', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'asteriskng-elma365-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is kept over a restart in a file that only its owner reads', () => {
    const path = join(folder, 'webhook.json');
    const address = new WebhookAddress('https://a.test', secretFile(path));
    expect([address.url, address.set('https://a.test/hook/1')]).toEqual([null, true]);
    expect(new WebhookAddress('https://a.test', secretFile(path)).url).toBe('https://a.test/hook/1');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toBe('{"url":"https://a.test/hook/1"}');
  });

  test('is of ELMA365’s own server, also after the setting has changed', () => {
    const path = join(folder, 'webhook.json');
    const address = new WebhookAddress('https://a.test', secretFile(path));
    for (const url of [
      'https://b.test/',
      'http://a.test/',
      'https://a.test.b.test/',
      'https://a.test:8443/',
      'nonsense',
    ])
      expect(address.set(url)).toBe(false);
    address.set('https://a.test/hook');
    expect(new WebhookAddress('https://c.test', secretFile(path)).url).toBeNull();
  });

  test.each(['', '{', '[]', '{"url":7}'])('is asked for again when the file holds %j', (text) => {
    const path = join(folder, 'webhook.json');
    writeFileSync(path, text);
    expect(new WebhookAddress('https://a.test', secretFile(path)).url).toBeNull();
  });
});

describe('over HTTP', () => {
  const push: ElmaPush = {
    type: 'event',
    id: 'i',
    call: 'c',
    way: 'in',
    outcome: 'unknown',
    number: '7',
    stage: 'start',
    extension: '101',
  };
  let server: Server;
  let answer: number | 'silent' = 200;
  let got: string[];
  let url = '';

  beforeEach(async () => {
    got = [];
    server = createServer((request, response) => {
      request.setEncoding('utf8');
      request.on('data', (text: string) => got.push(text));
      request.on('end', () => {
        if (answer !== 'silent') response.writeHead(answer, { location: '/elsewhere' }).end('body');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test.each([200, 503, 302])('the status %s is reported, and no redirect is followed', async (status) => {
    answer = status;
    const timer = new FakeTimer();
    expect(await httpSender(KEY, timer)(url, push, new AbortController().signal)).toBe(status);
    expect(got.map((text) => JSON.parse(text) as unknown)).toEqual([{ key: KEY, ...push }]);
    expect(timer.pending).toBe(0);
  });

  test('no answer in time counts as none, and so does one that was aborted', async () => {
    answer = 'silent';
    const timer = new FakeTimer();
    const sent = httpSender(KEY, timer)(url, push, new AbortController().signal);
    await timer.pass(15_000);
    expect(await sent).toBeNull();
    const closing = new AbortController();
    const aborted = httpSender(KEY, timer)(url, push, closing.signal);
    closing.abort();
    expect(await aborted).toBeNull();
    expect(
      await httpSender(KEY, timer)('http://127.0.0.1:1/', push, new AbortController().signal),
    ).toBeNull();
  });
});
