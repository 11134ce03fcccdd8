import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Attacked } from './support/Attacked';

let backend: Attacked;
let mask: number;

beforeEach(async () => {
  // The usual one: others may read what is made without care.
  mask = process.umask(0o022);
  backend = await Attacked.start({
    settings: {
      http: { audit: { file: 'audit.log' } },
      elma365: { address: 'http://127.0.0.1:9', webhookFile: 'webhook.json' },
      amocrm: { address: 'http://127.0.0.1:9', calls: { outbox: 'outbox' } },
    },
    env: {
      ASTERISKNG_AMOCRM_TOKEN: 'token-token-token',
      ASTERISKNG_ELMA365_KEY: 'elma-key-0123456789',
    },
  });
});
afterEach(async () => {
  process.umask(mask);
  await backend.stop();
});

/** Files of the backend that others than its user may read, and all that it has made. */
function filesOf(folder: string): { readonly all: string[]; readonly open: string[] } {
  const made = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && one.name !== 'server.yaml')
    .map(({ parentPath, name }) => join(parentPath, name));
  return { all: made, open: made.filter((path) => (statSync(path).mode & 0o077) !== 0) };
}

test('A26: what the backend keeps of calls, keys and commands is for its user alone', async () => {
  const headers = { authorization: 'Bearer elma-key-0123456789', 'content-type': 'application/json' };
  const body = JSON.stringify({ url: 'http://127.0.0.1:9/hook' });
  expect((await backend.ask('/elma365/webhook', { method: 'PUT', headers, body })).status).toBe(200);
  await backend.simulate('incoming', { from: '+79101234567', to: ['101'], answer: 'manual' });
  await backend.simulate('answer', { agent: '101' });
  await backend.simulate('far-hangup', { agent: '101' });
  expect(await backend.wire('originate', { phone: '+79101234567' })).toBe('success');
  const running = filesOf(backend.folder);
  expect(running.open).toEqual([]);
  for (const name of ['audit.log', 'webhook.json', '.sqlite']) expect(running.all.join('\n')).toContain(name);
  backend.child.kill('SIGTERM');
  expect(await backend.exited).toBe(0);
  expect(filesOf(backend.folder).open).toEqual([]);
});
