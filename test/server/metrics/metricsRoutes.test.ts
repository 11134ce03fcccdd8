import { fastify, type FastifyInstance } from 'fastify';
import { keyChecker } from '../../../server/access/keyChecker';
import { KeyLimiter } from '../../../server/access/KeyLimiter';
import { Metrics } from '../../../server/metrics/Metrics';
import { metricsRoutes } from '../../../server/metrics/metricsRoutes';

let http: FastifyInstance;

function open(token: string | null): void {
  const metrics = new Metrics();
  metrics.addGauge('our_depth', 'Depth.', () => 4);
  http = fastify();
  const limiter = new KeyLimiter(1_000, () => 0);
  metricsRoutes(http, metrics, token === null ? null : limiter.checkFor(keyChecker([token])));
}

afterEach(async () => {
  await http.close();
});

async function statusOf(headers: Record<string, string> = {}, remoteAddress = '127.0.0.1'): Promise<number> {
  return (await http.inject({ url: '/metrics', headers, remoteAddress })).statusCode;
}

test('without a token only loopback addresses may read', async () => {
  open(null);
  const { body, headers } = await http.inject('/metrics');
  expect(body).toContain('our_depth 4');
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await statusOf({}, '::1')).toBe(200);
  expect(await statusOf({}, '10.0.0.7')).toBe(403);
});

test.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-proto', 'x-forwarded-port'])(
  'a request that a proxy on this machine forwards (%s) is not let in',
  async (header) => {
    open(null);
    expect(await statusOf({ [header]: '127.0.0.1' })).toBe(403);
  },
);

test('with a token only requests with it may read, from any machine', async () => {
  open('a-token-of-sixteen');
  expect(await statusOf({ authorization: 'Bearer a-token-of-sixteen' }, '10.0.0.7')).toBe(200);
  expect(await statusOf({ authorization: 'bearer a-token-of-sixteen', 'x-forwarded-for': '1.2.3.4' })).toBe(
    200,
  );
  for (const authorization of ['Bearer another', 'Basic a-token-of-sixteen', ''])
    expect(await statusOf({ authorization })).toBe(401);
  expect(await statusOf()).toBe(401);
});
