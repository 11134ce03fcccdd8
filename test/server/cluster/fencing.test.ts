import * as v from 'valibot';
import { Lease } from '../../../server/cluster/Lease';
import { announceLeader, readLeader } from '../../../server/cluster/announceLeader';
import { StateWriter } from '../../../server/cluster/StateWriter';
import { RedisCommandRecords } from '../../../server/cluster/RedisCommandRecords';
import { RedisLink } from '../../../server/cluster/RedisLink';
import { RedisTextStore } from '../../../server/cluster/RedisTextStore';
import { RedisKeys } from '../../../server/cluster/RedisKeys';
import { systemClock } from '../../../server/system/Clock';
import { RealRedis } from '../support/RealRedis';

const keys = new RedisKeys('fence:');
/** A command that calls `phone`. */
const command = (id: string, phone = '102') => ({ id, content: phone });

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let redis: RealRedis;
let link: RedisLink;
const said: string[] = [];

beforeAll(async () => {
  redis = await RealRedis.start();
});

beforeEach(async () => {
  said.length = 0;
  link = new RedisLink(redis.url, systemClock, silent);
  link.subscribe(keys.changes, (text) => said.push(text));
  link.subscribe(keys.news, (text) => said.push(text));
  await new Promise<void>((resolve) => {
    link.onStateChange((isUp) => isUp && resolve());
    link.start();
  });
});

afterEach(() => link.close());

afterAll(() => redis.close());

async function erase(...names: string[]): Promise<void> {
  for (const name of names) await link.evaluate(v.number(), `return redis.call('DEL', KEYS[1])`, [name]);
}

const lease = (id: string) => new Lease(id, link, keys);

async function epochOf(one: Lease): Promise<number> {
  const acquired = await one.acquire();
  if (!acquired.isMine) throw new Error('the lease is taken');
  return acquired.epoch;
}

test('one of two has the lease; each holder has a larger epoch; who let it go can not renew it', async () => {
  const [a, b] = [lease('a'), lease('b')];
  const first = await epochOf(a);
  expect(await b.acquire()).toMatchObject({ isMine: false });
  expect(await b.renew(first)).toBe('lost');
  expect(await a.renew(first)).toBe('held');
  await b.release(first);
  expect(await a.renew(first)).toBe('held');
  await a.release(first);
  expect(await epochOf(b)).toBe(first + 1);
  expect(await a.renew(first)).toBe('lost');
  await b.release(first + 1);
  expect(said).toEqual(['free', 'free']);
});

test('a lapsed lease comes back only when no other backend has had it since', async () => {
  const [a, b] = [lease('a'), lease('b')];
  const epoch = await epochOf(a);
  const lapse = () => erase(keys.lease);
  await lapse();
  expect(await a.renew(epoch)).toBe('restored');
  await lapse();
  const next = await epochOf(b);
  await lapse();
  expect(await a.renew(epoch)).toBe('lost');
  expect(next).toBe(epoch + 1);
});

test('epochs grow over a Redis that has forgotten them', async () => {
  const one = lease('a');
  one.noteEpoch(41);
  await erase(keys.lease, keys.epoch);
  expect(await epochOf(one)).toBe(42);
  await one.release(42);
});

test('a former leader writes nothing and announces nothing', async () => {
  const [a, b] = [lease('a'), lease('b')];
  const old = await epochOf(a);
  let refused = 0;
  const writer = new StateWriter(link, keys, silent, () => (refused += 1));
  writer.write('pictures', '101', { before: 'it leads' });
  writer.setEpoch(old);
  writer.write('pictures', '101', { of: 'a' });
  await writer.flush();
  await a.release(old);
  const now = await epochOf(b);
  writer.write('pictures', '101', { late: true });
  await writer.flush();
  await announceLeader({ epoch: old, backendId: 'a', born: 1, isLinkUp: true }, link, keys);
  await announceLeader({ epoch: now, backendId: 'b', born: 2, isLinkUp: false }, link, keys);
  expect(said).toEqual(['pictures 101 {"of":"a"}', 'free', `${now}:b:2`]);
  expect(refused).toBe(1);
  expect(readLeader(said[2]!)).toEqual({ epoch: now, backendId: 'b', born: 2 });
  await b.release(now);
});

test('a command begun under another epoch is unknown, a finished one is known, a failed one is new', async () => {
  const one = lease('a');
  let epoch: number | null = await epochOf(one);
  const records = new RedisCommandRecords(link, keys, silent, () => epoch, Date.now);
  expect(await records.begin('101', command('lost'))).toBe('new');
  expect(await records.begin('101', command('done'))).toBe('new');
  await records.succeeded('101', command('done'));
  expect(await records.begin('101', command('failed'))).toBe('new');
  await records.failed('101', command('failed'));
  expect(await records.begin('101', command('failed'))).toBe('new');
  const old = epoch;
  await one.release(old);
  epoch = await epochOf(one);
  expect(await Promise.all(['lost', 'done', 'other'].map((id) => records.begin('101', command(id))))).toEqual(
    ['unknown', 'succeeded', 'new'],
  );
  const others = ['lost', 'done'].map((id) => records.begin('101', command(id, '+79101234567')));
  expect(await Promise.all(others)).toEqual(['other', 'other']);
  const kept = await link.evaluate(v.string(), `return redis.call('GET', KEYS[1])`, [
    keys.command('101', 'done'),
  ]);
  expect(kept).toMatch(/^done:[0-9a-f]{64}$/);
  // What the backend of the past says of its command comes too late to make it new.
  await new RedisCommandRecords(link, keys, silent, () => old, Date.now).failed('102', command('other'));
  await expect(
    new RedisCommandRecords(link, keys, silent, () => old, Date.now).begin('101', command('x')),
  ).rejects.toThrow('another backend leads');
  await one.release(epoch);
  epoch = null;
  await expect(records.begin('101', command('x'))).rejects.toThrow('the lease is not certain');
  await records.failed('101', command('other'));
  await records.succeeded('101', command('other'));
});

test('a record that the version before has written, which knows no content, counts for any', async () => {
  const one = lease('a');
  const epoch = await epochOf(one);
  const records = new RedisCommandRecords(link, keys, silent, () => epoch, Date.now);
  const write = `return redis.call('SET', KEYS[1], ARGV[1])`;
  await link.evaluate(v.string(), write, [keys.command('103', 'a')], ['done']);
  await link.evaluate(v.string(), write, [keys.command('103', 'b')], ['running:1']);
  expect(await records.begin('103', command('a'))).toBe('succeeded');
  expect(await records.begin('103', command('b'))).toBe('unknown');
  await one.release(epoch);
});

test('what the log says of a command has no whole number', async () => {
  const one = lease('a');
  const epoch = await epochOf(one);
  const lines: string[] = [];
  const write = (line: object): void => void lines.push(JSON.stringify(line));
  const log = { info: write, warn: write, error: write };
  const records = new RedisCommandRecords(link, keys, log, () => epoch, Date.now);
  const id = 'redirect redirect:1763700000.4:+79161234567:1763700000123';
  await link.evaluate(
    v.string(),
    `return redis.call('SET', KEYS[1], 'running:1')`,
    [keys.command('104', id)],
    [],
  );
  expect(await records.begin('104', command(id))).toBe('unknown');
  await new RedisCommandRecords(link, keys, log, () => null, Date.now).succeeded('104', command(id));
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/^(?!.*9161234567).*redirect/s);
  await one.release(epoch);
});

test('texts in the outbox outlive the connection', async () => {
  const outbox = new RedisTextStore(link, keys.outbox);
  await outbox.put('a', '{"one":1}');
  await outbox.put('b', 'two');
  await outbox.put('a', '{"one":2}');
  link.restart();
  await new Promise<void>((resolve) => link.onStateChange((isUp) => isUp && resolve()));
  expect([...(await outbox.all())].sort()).toEqual([
    ['a', '{"one":2}'],
    ['b', 'two'],
  ]);
  await outbox.delete('a');
  await outbox.delete('b');
  expect((await outbox.all()).size).toBe(0);
});

test('without a connection everything fails at once', async () => {
  link.close();
  await expect(new RedisTextStore(link, keys.outbox).all()).rejects.toThrow('Redis can not be reached');
  const records = new RedisCommandRecords(link, keys, silent, () => 1, Date.now);
  await expect(records.begin('101', command('x'))).rejects.toThrow('Redis does not answer');
  await records.succeeded('101', command('x'));
});
