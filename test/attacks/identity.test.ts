import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { amoToken, identitySection } from '../server/support/amoToken';
import { eventually } from '../server/support/eventually';
import { Attacked, anna, boris } from './support/Attacked';

const { secrets, ...identity } = identitySection;
let backend: Attacked;

beforeEach(async () => {
  backend = await Attacked.start({
    settings: { identity, http: { audit: { file: 'audit.log' }, limits: { requestsPerMinute: 30 } } },
    env: { ASTERISKNG_IDENTITY_SECRETS: secrets },
  });
});
afterEach(() => backend.stop());

type Entry = Readonly<Record<string, unknown>>;
const audit = (): Entry[] =>
  readFileSync(join(backend.folder, 'audit.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);
const headers = { 'x-forwarded-for': '185.0.0.1' };
const outcomes = async (
  count: number,
  ask: () => Promise<string | number>,
): Promise<Map<unknown, number>> => {
  const counts = new Map<unknown, number>();
  for (let tries = 0; tries < count; tries += 1) {
    const outcome = await ask();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
};

test('the key alone keeps no agent out, from the same address neither', async () => {
  const phone = '+79101234567';
  const stranger = (): Promise<string | number> => backend.wire('originate', { phone }, { headers });
  const guesser = (): Promise<string | number> =>
    backend.wire('open_session', { token: 'x' }, { who: boris, headers });
  // Time goes on meanwhile, so that a busy machine earns some more.
  const answers = await outcomes(60, stranger);
  expect([...answers.keys()]).toEqual(['IdentityRequired', 'TooManyRequests']);
  expect((await outcomes(5, guesser)).has('TooManyRequests')).toBe(true);
  // Another address of the same /64 is the same sender, and another IPv4 address is not.
  const from = (address: string) => () =>
    backend.wire('hangup', {}, { headers: { 'x-forwarded-for': address } });
  await outcomes(60, from('2001:db8:1:1::1'));
  expect((await outcomes(5, from('2001:db8:1:1::2'))).has('TooManyRequests')).toBe(true);
  expect(await from('185.0.0.2')()).toBe('IdentityRequired');
  // What a page does that opens: it asks, shows a session that has ended, and exchanges its token.
  const ended = { ...anna, session_token: 'ended' };
  expect(await backend.wire('ping', {}, { headers })).toBe('success');
  expect(await backend.wire('get_agent_status', { current_status: null }, { who: ended, headers })).toBe(
    'SessionExpired',
  );
  const token = amoToken(Date.now());
  const opened = await backend.result('open_session', { token }, anna, headers);
  const who = { ...anna, ...(opened as { session_token: string }) };
  expect(await backend.wire('originate', { phone }, { who, headers })).toBe('success');
});

test('sessions are counted by their user', async () => {
  const token = amoToken(Date.now());
  let named = 0;
  const open = (): Promise<string | number> => {
    named += 1;
    return backend.wire(
      'open_session',
      { token },
      { who: { ...anna, amouser_email: `no${named}@example.com` } },
    );
  };
  expect([...(await outcomes(60, open)).keys()]).toEqual(['success', 'TooManyRequests']);
  const other = amoToken(Date.now(), { user_id: 2 });
  expect(await backend.wire('open_session', { token: other }, { who: boris })).toBe('success');
});

test('what a session asks wrongly is counted, and beyond its limit nothing of it is parsed', async () => {
  const opened = await backend.result('open_session', { token: amoToken(Date.now()) }, anna);
  const who = { ...anna, ...(opened as object) };
  const cards = Array.from({ length: 1_000 }, () => ({}));
  const wrong = (): Promise<string | number> =>
    backend.wire('client_made', { unique_id: 'x', cards }, { who });
  expect([...(await outcomes(60, wrong)).keys()]).toEqual([410, 'TooManyRequests']);
  // Who is not proven: before the parameters are looked at.
  const params = { unique_id: 'x', cards };
  expect(await backend.wire('client_made', params, { who: boris, headers })).toBe('IdentityRequired');
});

test('the key alone does not fill the log: of a sender one line for each outcome, then one a minute', async () => {
  const refused = await outcomes(200, () => backend.wire('hangup', {}, { headers }));
  expect([...refused.keys()]).toEqual(['IdentityRequired', 'TooManyRequests']);
  await outcomes(100, () => backend.wire('ping', {}, { headers }));
  await outcomes(100, () => backend.wire('no_such_method', {}, { headers }));
  // Its line is behind theirs.
  const token = amoToken(Date.now());
  const opened = await backend.result('open_session', { token }, anna, headers);
  await backend.wire('hangup', {}, { who: { ...anna, ...(opened as object) }, headers });
  await backend.line(({ outcome }) => outcome === 'NoActiveCall');
  const answered = backend.lines.filter(
    ({ msg, extension }) => msg === 'answered' && extension === undefined,
  );
  // Four outcomes; another minute may begin on a busy machine.
  expect(answered.length).toBeGreaterThanOrEqual(4);
  expect(answered.length).toBeLessThan(20);
});

test('the audit names who is proven alone, and the key alone does not fill it', async () => {
  const claimed = { ...anna, amouser_email: 'director@example.com' };
  // At once, since a part of them is counted again each minute.
  await Promise.all(Array.from({ length: 120 }, () => backend.wire('hangup', {}, { who: claimed, headers })));
  const token = amoToken(Date.now());
  const { session_token } = (await backend.result('open_session', { token }, claimed, headers)) as {
    session_token: string;
  };
  await backend.wire('hangup', {}, { who: { ...claimed, session_token } });
  await eventually('the last stands there', () => audit().at(-1)?.['extension'] === '101');
  const { length } = audit();
  expect([length > 60, length < 121]).toEqual([true, true]);
  expect(audit()[0]).toMatchObject({ email: null, extension: null, outcome: 'IdentityRequired' });
  expect(audit().at(-1)).toMatchObject({
    email: 'anna@example.com',
    outcome: 'NoActiveCall',
    omitted: 121 - length,
  });
  expect(backend.lines.filter(({ event }) => event === 'http.audit-omitted')).toHaveLength(1);
});
