import { createClient } from 'redis';
import * as v from 'valibot';
import { readInfo, RedisCheck } from '../../../server/cluster/RedisCheck';
import { redisSettingsSchema } from '../../../server/cluster/redisSettings';
import { systemClock } from '../../../server/system/Clock';
import { parseConfiguration } from '../../../server/config/Configuration';
import { RealRedis } from '../support/RealRedis';

const signal = new AbortController().signal;
const settings = (url: string) => v.parse(redisSettingsSchema, { url });

let redis: RealRedis;

beforeAll(async () => {
  redis = await RealRedis.start();
});

afterAll(() => redis.close());

test('for a Redis with a password, or a user with too few rights, the check says what to correct', async () => {
  const locked = await RealRedis.start();
  const find = async (url: string) =>
    (await new RedisCheck(settings(url), systemClock).run(signal))[0]?.text.en;
  const client = createClient({ url: locked.url });
  await client.connect();
  await client.sendCommand(['ACL', 'SETUSER', 'weak', 'on', '>a-weak-one', '~*', '+info']);
  await client.sendCommand(['CONFIG', 'SET', 'requirepass', 'a-long-one']);
  client.destroy();
  expect(await find(locked.url)).toContain('a password is required: put it into ASTERISKNG_REDIS_URL');
  expect(await find(`redis://weak:a-weak-one@127.0.0.1:${locked.port}`)).toContain(
    'its user lacks permissions',
  );
  await locked.close();
});

test('a Redis that is there is well; one that refuses or is gone is a fault, without the password', async () => {
  const findings = (url: string) => new RedisCheck(settings(url), systemClock).run(signal);
  const [well, ...more] = await findings(redis.url);
  expect([well?.level, more.length]).toEqual(['ok', 0]);
  const withPassword = `redis://somebody:a-secret@127.0.0.1:${redis.port}`;
  const [refused] = await findings(withPassword);
  expect(refused?.text.en).toContain('WRONGPASS');
  expect(refused?.text.en).toContain('correct it in ASTERISKNG_REDIS_URL');
  await redis.kill();
  const [gone] = await findings(withPassword);
  expect(gone?.text.en).toContain('ECONNREFUSED');
  expect(gone?.text.en).toContain('nothing listens there');
  const [unnamed] = await findings('redis://no-such-host.invalid:6379');
  expect(unnamed?.text.en).toContain('DNS does not know this name');
  expect([refused?.level, gone?.level]).toEqual(['fault', 'fault']);
  expect(JSON.stringify([refused, gone])).not.toContain('a-secret');
});

test('an old one, one that forgets and a replica are named', () => {
  expect(readInfo('redis_version:5.0.14\r\n')).toMatchObject([{ level: 'fault' }]);
  expect(
    readInfo('redis_version:7.0.1\r\nrole:slave\r\nmaxmemory:1000\r\nmaxmemory_policy:allkeys-lru\r\n'),
  ).toMatchObject([{ level: 'ok' }, { level: 'warning' }, { level: 'fault' }]);
  expect(
    readInfo('redis_version:7.0.1\nrole:master\nmaxmemory:0\nmaxmemory_policy:allkeys-lru\n'),
  ).toHaveLength(1);
});

test('an address that is none, or an odd prefix, is a fault of the configuration that does not repeat it', () => {
  const parse = (redis: { url: string; prefix?: string }) => () =>
    parseConfiguration({ secretKeys: ['a-secret-key-of-tests'], redis });
  expect(parse({ url: 'http://host' })).toThrow(
    'redis.url: an address such as redis://host:6379 is expected',
  );
  expect(parse({ url: 'p4ssw0rd' })).not.toThrow('p4ssw0rd');
  expect(parse({ url: 'redis://host', prefix: 'a b' })).toThrow('redis.prefix');
  const { redis: set } = parse({ url: 'rediss://:x@host:6380/1' })();
  expect(set).toEqual({ url: 'rediss://:x@host:6380/1', prefix: 'asteriskng:' });
});
