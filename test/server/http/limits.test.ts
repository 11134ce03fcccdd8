import { createAccessControl } from '../../../server/http/createAccessControl';
import { createLogger } from '../../../server/http/createLogger';
import { defaultHttpSettings } from '../../../server/http/httpSettings';
import { agentRequester } from '../../../server/rpc/Requester';
import { KeyLimiter } from '../../../server/access/KeyLimiter';
import { networkOf } from '../../../server/access/networkOf';
import { TokenBuckets } from '../../../server/access/TokenBuckets';
import { FakeTimer } from '../../support/FakeTimer';
import { eventually } from '../support/eventually';
import { anna, boris, KEY } from '../support/startBackend';
import { startRoutes, type RoutesUnderTest } from '../support/startRoutes';
import { askWire, type TestRequest } from '../support/wireForm';

let backend: RoutesUnderTest;
afterEach(() => backend.close());

const limits = (given: object): Promise<RoutesUnderTest> => startRoutes({ http: { limits: given } });
const ask = (asked: TestRequest = {}): Promise<string | number> => askWire(backend.http, asked);
const many = async (count: number, asked: TestRequest): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (let time = 0; time < count; time += 1) {
    const answer = String(await ask(asked));
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
};

/** Addresses of the log's lines about too many keys. */
const triedTooMany = (): unknown[] =>
  backend.log
    .filter((line) => line.includes('"http.too-many-keys"'))
    .map((line) => (JSON.parse(line) as { address: string }).address);

test('an agent with too many requests gets TooManyRequests in the envelope for a while; other agents do not', async () => {
  backend = await limits({ requestsPerMinute: 30 });
  expect(await many(40, { who: anna })).toEqual({ success: 30, TooManyRequests: 10 });
  expect(await ask({ who: boris })).toBe('success');
  // The e-mail in other letters, or another key, is the same agent.
  expect(await ask({ who: { ...anna, amouser_email: 'ANNA@example.com' } })).toBe('TooManyRequests');
  await backend.timer.pass(2_000);
  expect(await many(2, { who: anna })).toEqual({ success: 1, TooManyRequests: 1 });
  await backend.timer.pass(3_600_000);
  expect(await many(31, { who: anna })).toEqual({ success: 30, TooManyRequests: 1 });
});

test('a user who is no agent is counted too', async () => {
  backend = await limits({ requestsPerMinute: 30 });
  const who = { ...anna, amouser_email: 'guest@example.com', amouser_id: 99 };
  expect(await many(31, { who })).toEqual({ success: 30, TooManyRequests: 1 });
});

test('a sender who names another e-mail in each request is counted by the address, and keeps no agent out', async () => {
  backend = await limits({ requestsPerMinute: 30 });
  const counts: Record<string, number> = {};
  const from = '203.0.113.9';
  for (let time = 0; time < 310; time += 1) {
    const who = { ...anna, amouser_email: `guest${time}@example.com`, amouser_id: 99 };
    const answer = String(await ask({ who, from }));
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  expect(counts).toEqual({ success: 300, TooManyRequests: 10 });
  expect(await ask({ who: anna, from })).toBe('success');
  const other = { ...anna, amouser_email: 'guest@example.com', amouser_id: 99 };
  expect(await ask({ who: other, from: '203.0.113.10' })).toBe('success');
});

test('a wrong request counts like a right one, and of one over the limit nothing but the sender is looked at', async () => {
  backend = await limits({ requestsPerMinute: 30 });
  const wrong: TestRequest = { method: 'originate', params: {} };
  expect(await many(10, wrong)).toEqual({ 410: 10 });
  expect(await many(10, { method: 'no_such_method' })).toEqual({ 404: 10 });
  const old = { who: { ...anna, widget_version: '2.0.0' } };
  expect(await many(10, old)).toEqual({ 409: 10 });
  for (const asked of [{}, wrong, { method: 'no_such_method' }, old])
    expect(await ask(asked)).toBe('TooManyRequests');
  expect(await ask({ who: boris })).toBe('success');
});

test('a user whose e-mail is named like an extension uses up no request of that agent', async () => {
  backend = await limits({ requestsPerMinute: 30 });
  const who = { ...anna, amouser_email: '101', amouser_id: 99 };
  expect(await many(31, { who })).toEqual({ success: 30, TooManyRequests: 1 });
  expect(await ask({ who: anna })).toBe('success');
});

test('200 agents behind one address, some with an old key, meet no limit', async () => {
  backend = await startRoutes({
    agents: Array.from({ length: 200 }, (_, index) => ({
      email: `agent${index}@example.com`,
      extension: String(1_000 + index),
      name: `Agent ${index}`,
    })),
  });
  const counts: Record<string, number> = {};
  // Five minutes: each agent asks every five seconds, and 50 pages that were not reloaded have an old key.
  for (let round = 0; round < 12; round += 1) {
    for (let index = 0; index < 200; index += 1) {
      const who = { ...anna, amouser_email: `agent${index}@example.com`, amouser_id: index + 1 };
      const answer = String(await ask({ who, ...(index % 4 === 3 && { key: 'the-key-of-last-year' }) }));
      counts[answer] = (counts[answer] ?? 0) + 1;
    }
    await backend.timer.pass(5_000);
  }
  expect(counts).toEqual({ success: 1_800, 401: 600 });
});

test('an unknown address may try a few wrong keys, and is let in with the right one at any time', async () => {
  backend = await limits({ keysPerMinute: 5 });
  const wrong: TestRequest = { key: 'a-guess', from: '203.0.113.9' };
  expect(await many(5, wrong)).toEqual({ 401: 5 });
  expect(triedTooMany()).toEqual([]);
  expect(await many(3, wrong)).toEqual({ 401: 3 });
  expect(await ask({ key: 'a-guess', from: '203.0.113.10' })).toBe(401);
  expect(triedTooMany()).toEqual(['203.0.113.9']);
  await backend.timer.pass(60_000);
  await many(5, wrong);
  expect(triedTooMany()).toHaveLength(1);
  await many(1, wrong);
  expect(triedTooMany()).toHaveLength(2);
  await backend.timer.pass(60_000);
  expect(await ask({ from: '203.0.113.9' })).toBe('success');
  // Now the address is known.
  expect(await many(50, wrong)).toEqual({ 401: 50 });
  expect(triedTooMany()).toHaveLength(2);
  expect(backend.log.join('')).not.toContain('a-guess');
});

test('X-Forwarded-For is trusted from a configured proxy only', async () => {
  backend = await limits({ keysPerMinute: 5 });
  const wrong = (from: string, forwarded: string): TestRequest => ({
    key: 'a-guess',
    from,
    headers: { 'x-forwarded-for': forwarded },
  });
  await many(6, wrong('127.0.0.1', '203.0.113.9'));
  await ask(wrong('127.0.0.1', '203.0.113.10'));
  expect(triedTooMany()).toEqual(['203.0.113.9']);
  for (let time = 0; time < 5; time += 1) await ask(wrong('198.51.100.1', `203.0.113.${20 + time}`));
  await ask(wrong('198.51.100.1', '203.0.113.99'));
  expect(triedTooMany()).toEqual(['203.0.113.9', '198.51.100.1']);
  // Addresses that the client itself puts in front of the proxy's are not trusted either.
  await many(6, wrong('127.0.0.1', '127.0.0.1, 203.0.113.11'));
  expect(triedTooMany()).toEqual(['203.0.113.9', '198.51.100.1', '203.0.113.11']);
});

test('both keys are valid while keys are changed, and one before and after', async () => {
  for (const [secretKeys, answers] of [
    [['the-old-key-of-tests'], ['success', 401]],
    [
      ['the-new-key-of-tests', 'the-old-key-of-tests'],
      ['success', 'success'],
    ],
    [['the-new-key-of-tests'], [401, 'success']],
  ] as const) {
    backend = await startRoutes({ secretKeys: [...secretKeys] });
    expect([await ask({ key: 'the-old-key-of-tests' }), await ask({ key: 'the-new-key-of-tests' })]).toEqual(
      answers,
    );
    await backend.close();
  }
  backend = await startRoutes();
});

test('a poll counts as one request, and waiting polls are not cut off', async () => {
  backend = await limits({ requestsPerMinute: 30 });
  const params = { current_status: { status: 'NOT_CONVERSATION', call_info: null } };
  for (let hour = 0; hour < 40; hour += 1) {
    const poll = ask({ method: 'get_agent_status', params });
    await eventually('a waiting poll', () => backend.states.waitingPolls > 0);
    await backend.timer.pass(8_000);
    expect(await poll).toBe('success');
  }
});

describe('what is counted', () => {
  beforeEach(async () => {
    backend = await startRoutes();
  });

  test('is bounded, and a clock that is set back takes nothing away', () => {
    const timer = new FakeTimer();
    let now = timer.now();
    const buckets = new TokenBuckets(2, () => now);
    for (let one = 0; one < 20_000; one += 1) buckets.takeToken(String(one));
    expect(buckets.size).toBe(10_000);
    buckets.takeToken('x');
    now -= 3_600_000;
    expect([buckets.takeToken('x'), buckets.takeToken('x')]).toEqual([true, false]);
  });

  test('of an agent is not forgotten, however many e-mails and networks are counted', () => {
    const http = { ...defaultHttpSettings, limits: { requestsPerMinute: 30, keysPerMinute: 30 } };
    const timer = new FakeTimer();
    const { allowRequest } = createAccessControl({ http, secretKeys: [KEY] }, timer, createLogger('silent'));
    const anna = agentRequester('101');
    for (let time = 0; time < 30; time += 1) expect(allowRequest(anna)).toBe(true);
    for (let one = 0; one < 10_001; one += 1)
      for (const kind of ['email', 'network', 'user'] as const) allowRequest({ kind, name: String(one) });
    expect(allowRequest(anna)).toBe(false);
  });

  test('is forgotten: of very many addresses that were known, and of one that did not come for a day', () => {
    let now = 0;
    const keyLimiter = new KeyLimiter(1, () => now);
    const check = keyLimiter.checkFor((key) => key === KEY);
    const wrongThenWrong = (address: string): string[] => [check(address, 'x'), check(address, 'x')];
    for (let one = 0; one < 10_001; one += 1) check(`address ${one}`, KEY);
    now += 60_000;
    expect(wrongThenWrong('address 0')).toEqual(['wrong', 'tooMany']);
    expect(wrongThenWrong('address 1')).toEqual(['wrong', 'wrong']);
    now += 86_400_000;
    expect(wrongThenWrong('address 1')).toEqual(['wrong', 'tooMany']);
  });

  test('is one door: a key of the dialplan does not lift the limit on the secret key', () => {
    const keyLimiter = new KeyLimiter(1, () => 0);
    const dialplan = keyLimiter.checkFor((key) => key === 'low');
    const wire = keyLimiter.checkFor((key) => key === KEY);
    expect(dialplan('203.0.113.9', 'low')).toBe('right');
    expect([wire('203.0.113.9', 'x'), wire('203.0.113.9', 'x')]).toEqual(['wrong', 'tooMany']);
    // The tries of all doors are counted together.
    expect(keyLimiter.checkFor(() => false)('203.0.113.9', 'x')).toBe('tooMany');
    expect(wire('203.0.113.9', KEY)).toBe('right');
  });

  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:1::ab', '2001:db8:1:1::/64'],
    ['2001:0DB8:0001:0001:ffff:1:2:3', '2001:db8:1:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['203.0.113.80:1001', '203.0.113.80'],
    ['[2001:db8:1:1::ab]:443', '2001:db8:1:1::/64'],
    ['[2001:db8:1:1::ab]', '2001:db8:1:1::/64'],
    ['[::ffff:203.0.113.9]:443', '203.0.113.9'],
    ['[fe80::1%eth0]:443', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
