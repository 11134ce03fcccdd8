import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutboxCheck } from '../../../server/crm/outbox/OutboxCheck';
import { Attacked } from '../../attacks/support/Attacked';
import { eventually } from '../support/eventually';
import { freePort } from '../support/freePort';
import { inEnglish } from '../support/inEnglish';

const look = async (port: number): Promise<readonly string[]> =>
  inEnglish(await new OutboxCheck({ host: '127.0.0.1', port }).run()).map(
    ({ level, text }) => `${level}: ${text}`,
  );

test('check names parked calls, and the command that lists them', async () => {
  // An amoCRM that lets the calls in, and refuses each of them.
  const amo = createServer((request, response) => {
    const isCall = request.method === 'POST';
    response.writeHead(isCall ? 400 : 204, { 'content-type': 'application/json' });
    response.end(isCall ? '{"title":"Bad Request"}' : undefined);
  });
  await once(amo.listen(0, '127.0.0.1'), 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'asteriskng-parked-'));
  const backend = await Attacked.start({
    settings: {
      amocrm: {
        address: `http://127.0.0.1:${(amo.address() as AddressInfo).port}`,
        calls: { outbox: join(folder, 'outbox') },
      },
    },
    env: { ASTERISKNG_AMOCRM_TOKEN: 'a-token-of-the-test' },
  });
  try {
    const port = Number(new URL(backend.address).port);
    expect(await look(port)).toEqual(['ok: No call is parked; 0 are on their way to amoCRM.']);
    await backend.simulate('incoming', { from: '+79101234567', to: ['101'], answer: 'manual', givesUpMs: 1 });
    await eventually('the call is parked', async () => String(await look(port)).startsWith('warning'));
    expect(await look(port)).toEqual([
      'warning: 1 calls are parked, since amoCRM has refused them: "asteriskng outbox" lists them with the reasons.',
    ]);
  } finally {
    await backend.stop();
    amo.close();
    rmSync(folder, { recursive: true });
  }
});

test('where no backend runs, check says that it could not see', async () => {
  expect(await look(await freePort())).toEqual([expect.stringMatching(/^ok: No backend of these settings/)]);
});
