import { createApp } from '../../../server/createApp';
import { parseConfiguration } from '../../../server/config/Configuration';
import { createLogger } from '../../../server/http/createLogger';
import { FakeVats } from '../../support/megafon/FakeVats';
import { eventually } from '../support/eventually';
import { RealRedis } from '../support/RealRedis';
import { KEY } from '../support/startBackend';
import { andy, TOKEN } from '../telephony/megafon/startMegafon';

test('of several backends one comes to lead a VATS, and calls by it', async () => {
  const [redis, vats] = await Promise.all([RealRedis.start(), FakeVats.start()]);
  const log: string[] = [];
  const configuration = parseConfiguration({
    secretKeys: [KEY],
    agents: [{ email: 'andy@example.com', amouserId: 1, extension: '701', name: 'Андрей' }],
    redis: { url: redis.url, prefix: 'test:' },
    telephony: { driver: 'megafon', address: vats.address, key: vats.state.key, crmToken: TOKEN },
  });
  const logger = createLogger('info', { write: (line: string) => void log.push(line) });
  const app = await createApp(configuration, { logger });
  await app.start();
  await eventually('it leads', () => log.some((line) => line.includes('"this backend leads"')));
  const json = JSON.stringify({
    headers: andy,
    content: { id: 7, jsonrpc: '2.0', method: 'originate', params: { phone: '+79101234567' } },
  });
  await app.http.inject({
    method: 'POST',
    url: `/?secret_key=${KEY}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ json }).toString(),
  });
  expect(vats.state.orders).toMatchObject([{ user: 'andy', phone: '79101234567' }]);
  await app.close();
  await Promise.all([redis.close(), vats.close()]);
});
