import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askProxy } from '../../../scripts/try/askProxy';
import type { RunningProxy } from '../../../scripts/try/RunningProxy';
import { eventually } from '../../server/support/eventually';
import { Attacked, anna, KEY } from './Attacked';

const WEBHOOK_KEY = 'webhook-key-0123456789';

/** What a proxy answers; status 0: it cut the connection. */
interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Forms of the address of routing: each is the door that the dialplan alone may use, or nothing. */
const ROUTE_FORMS = [
  '/asterisk_ng/route',
  '/asterisk_ng/route/',
  '/asterisk_ng/route//',
  '/asterisk_ng//route',
  '//asterisk_ng/route',
  '/asterisk_ng/./route',
  '/asterisk_ng/x/../route',
  '/asterisk_ng/x%2f..%2froute',
  '/asterisk_ng/%72oute',
  '/asterisk_ng/rout%65/',
  '/%61sterisk_ng/route',
  '/asterisk_ng/route;x',
  '/asterisk_ng/route%00',
  '/asterisk_ng/route%20',
  '/ASTERISK_NG/ROUTE',
];

/** Other doors of the backend that are not for the network. */
const SHUT = [
  '/metrics',
  '/health',
  '/simulator/status',
  '/asterisk_ng/../metrics',
  '/asterisk_ng/..%2fmetrics',
  '/asterisk_ng/%2e%2e/simulator/status',
  '/asterisk_ng/x/../../health',
  '/asterisk_ngx/../health',
];

/**
 * Tests our sample of a proxy's configuration: the program runs with it, in front of a real backend.
 * @param start starts the proxy in front of a backend's port, with its files in a folder; null: it is not installed
 */
// eslint-disable-next-line jest/no-export -- a suite for several test files
export function attacksOnProxy(start: (folder: string, port: number) => Promise<RunningProxy | null>): void {
  let backend: Attacked;
  let folder: string;
  let proxy: RunningProxy | null = null;

  beforeAll(async () => {
    backend = await Attacked.start({
      settings: {
        routing: { default: '700' },
        amocrm: { address: 'http://127.0.0.1:9', calls: { outbox: 'outbox' } },
      },
      env: {
        ASTERISKNG_AMOCRM_TOKEN: 'token-token-token',
        ASTERISKNG_AMOCRM_WEBHOOK_KEY: WEBHOOK_KEY,
      },
    });
    folder = mkdtempSync(join(tmpdir(), 'asteriskng-proxy-'));
    proxy = await start(folder, Number(new URL(backend.address).port));
  });
  afterAll(async () => {
    await proxy?.stop();
    await backend.stop();
    rmSync(folder, { recursive: true });
  });

  const running = (): RunningProxy => {
    if (proxy === null) throw new Error('the proxy is not installed: bash scripts/ensurePrograms.sh');
    return proxy;
  };
  const ask = (path: string, body: string | null = null): Promise<Answer> =>
    askProxy(running().port, path, body).catch(() => ({ status: 0, body: '' }));
  const wire = `/asterisk_ng?secret_key=${KEY}`;
  const ping = (padding = ''): string => {
    const content = { id: 1, jsonrpc: '2.0', method: 'ping', params: {} };
    return new URLSearchParams({ json: JSON.stringify({ headers: anna, content }), padding }).toString();
  };

  // A proxy may accept connections before it has made its certificate.
  beforeAll(async () => {
    if (proxy !== null)
      await eventually('the proxy answers', async () => (await ask(wire, ping())).body.includes('pong'));
  });

  test('A15: the wire is open in its one form, with a slash or without', async () => {
    for (const path of [wire, wire.replace('?', '/?')])
      expect((await ask(path, ping())).body).toContain('pong');
  });

  test('A14, A15: the door of routing is shut in every form', async () => {
    // The backend itself answers the one form, so what follows is not empty.
    const open = await backend.ask(`/asterisk_ng/route?key=${KEY}&number=1`);
    expect(open).toEqual({ status: 200, text: '700' });
    for (const path of ROUTE_FORMS) {
      const { status, body } = await ask(`${path}?key=${KEY}&number=1`);
      expect([path, status >= 400 || status === 0, body === '700']).toEqual([path, true, false]);
    }
  });

  test('A15: what is for this machine alone is not reached by any way through', async () => {
    for (const path of SHUT) {
      const { status } = await ask(path);
      expect([path, status >= 400 || status === 0]).toEqual([path, true]);
    }
    expect((await ask(`/asterisk_ng/outbox?secret_key=${KEY}`)).status).toBeGreaterThanOrEqual(400);
  });

  test('A15: a webhook of amoCRM has 1 MiB, all else 64 KiB', async () => {
    const hook = (length: number): Promise<Answer> => {
      const card = 'contacts[update][0][id]=1&contacts[update][0][name]=';
      return ask(`/asterisk_ng/amocrm/webhook?key=${WEBHOOK_KEY}`, card.padEnd(length, 'x'));
    };
    for (const length of [70_000, 1_048_576]) expect((await hook(length)).status).toBe(200);
    expect((await hook(1_048_577)).status).not.toBe(200);
    const within = await ask(wire, ping('x'.repeat(60_000)));
    expect(within.body).toContain('pong');
    const beyond = await ask(wire, ping('x'.repeat(70_000)));
    // By the proxy, or by the backend in the envelope of the wire.
    expect(beyond.body).not.toContain('pong');
    expect(beyond.status !== 200 || beyond.body.includes('"status_code":400')).toBe(true);
  });

  test('the log has requests, and no key', async () => {
    await ask(wire, ping());
    expect(running().log()).toMatch(/POST/);
    expect(running().log()).not.toContain(KEY);
    expect(running().log()).not.toContain(WEBHOOK_KEY);
  });
}
