import { isWideNetwork } from '../../../server/http/isWideNetwork';
import { KEY } from '../support/startBackend';
import { startRoutes, type RoutesUnderTest } from '../support/startRoutes';
import { wireForm } from '../support/wireForm';

test.each([
  '0.0.0.0/0',
  '::/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '10.0.0.0/7',
  '172.0.0.0/8',
  '2000::/3',
  '::ffff:0:0/96',
  '::ffff:0.0.0.0/97',
])('%s is no network of proxies', (network) => {
  expect(isWideNetwork(network)).toBe(true);
});

test.each([
  '127.0.0.1',
  '::1',
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fe80::/10',
  // Those of the greatest networks of proxies there are.
  '104.16.0.0/13',
  '2a06:98c0::/29',
  '::ffff:10.0.0.0/104',
])('%s may be one', (network) => {
  expect(isWideNetwork(network)).toBe(false);
});

describe('a proxy that does not name the client', () => {
  let backend: RoutesUnderTest;
  afterEach(() => backend.close());

  const ask = (headers: object = {}, key = KEY, remoteAddress = '127.0.0.1') =>
    backend.http.inject({
      method: 'POST',
      url: `/asterisk_ng?secret_key=${key}`,
      remoteAddress,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: wireForm({}),
    });
  const said = (): number => backend.log.filter((line) => line.includes('http.proxy-names-no-client')).length;

  test('is said once, whatever else it sends', async () => {
    backend = await startRoutes();
    await ask({ 'x-real-ip': '203.0.113.9' });
    await ask();
    expect(said()).toBe(1);
  });

  test('is not said of one that does, of others than proxies, and without the key', async () => {
    backend = await startRoutes();
    await ask({ 'x-forwarded-for': '203.0.113.9' });
    await ask({}, KEY, '203.0.113.9');
    await ask({}, 'wrong');
    expect(said()).toBe(0);
  });

  test('is said of each trusted address, of IPv4 also where it is written as IPv6', async () => {
    backend = await startRoutes({ http: { trustProxy: ['10.0.0.0/8'] } });
    await ask();
    expect(said()).toBe(0);
    await ask({}, KEY, '::ffff:10.1.2.3');
    expect(said()).toBe(1);
  });
});
