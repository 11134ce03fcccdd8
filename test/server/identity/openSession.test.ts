import { amoToken, identitySection, NEXT_SECRET, SECRET } from '../support/amoToken';
import { anna, boris, TestBackend } from '../support/startBackend';

type Session = { session_token: string; expires_in: number; agent: object | null; no_agent: object | null };

const HOUR_MS = 3_600_000;

let backend: TestBackend;
beforeEach(async () => {
  backend = await TestBackend.start({ identity: identitySection });
});
afterEach(() => backend.app.close());

const token = (claims: object = {}, how: { secret?: string; header?: object } = {}): string =>
  amoToken(backend.timer.now(), { ...claims }, how);
const open = (text: string, who: object = anna): Promise<unknown> =>
  backend.call('open_session', { token: text }, who);
const session = async (text = token(), who: object = anna): Promise<Session> =>
  (await open(text, who)) as Session;

test("amoCRM's token becomes a session of 900 s, with which the agent may call", async () => {
  const { session_token, ...more } = await session();
  expect(more).toEqual({
    expires_in: 900,
    agent: { extension: '101', name: 'Анна Смирнова' },
    no_agent: null,
  });
  const proven = { ...anna, session_token };
  expect(await backend.call('ping', {}, proven)).toMatchObject({
    agent: { extension: '101' },
    identity: { is_proven: true },
  });
  expect(await backend.call('originate', { phone: '+79101234567' }, proven)).toBeNull();
  expect(await backend.live(proven)).toHaveLength(1);
});

test('the same token may come many times, and at once, as from many tabs', async () => {
  const text = token();
  const sessions = await Promise.all(Array.from({ length: 50 }, () => session(text)));
  expect(new Set(sessions.map(({ agent }) => JSON.stringify(agent))).size).toBe(1);
  await backend.timer.pass(25 * 60_000);
  expect(await open(text)).toMatchObject({ expires_in: 900 });
});

const forged: readonly [string, () => string][] = [
  ['another secret', () => token({}, { secret: 'secret-of-somebody-else-0123456789' })],
  [
    'alg none',
    () =>
      `${token({}, { header: { alg: 'none' } })
        .split('.')
        .slice(0, 2)
        .join('.')}.`,
  ],
  ['alg none with a signature', () => token({}, { header: { alg: 'none' } })],
  ['alg HS512 named', () => token({}, { header: { alg: 'HS512' } })],
  ['another account', () => token({ account_id: 4_243 })],
  ['another address', () => token({ iss: 'https://other.amocrm.ru' })],
  ['an address that begins alike', () => token({ iss: 'https://company.amocrm.ru.evil.example' })],
  ['another audience', () => token({ aud: 'https://evil.example' })],
  ['another integration', () => token({ client_uuid: '00000000-0000-4000-8000-000000000000' })],
  ['no user', () => token({ user_id: undefined })],
  ['a user as text', () => token({ user_id: '1' })],
  ['no end', () => token({ exp: undefined })],
  ['not yet', () => token({ nbf: backend.timer.now() / 1_000 + 121 })],
  ['made in the future', () => token({ iat: backend.timer.now() / 1_000 + 121 })],
  ['nothing', () => 'x'],
  ['the claims of another token', () => spliced(token(), token({ user_id: 2 }))],
];

/** Head and signature of one token, claims of another. */
function spliced(one: string, other: string): string {
  const [head, , signature] = one.split('.');
  return [head, other.split('.')[1], signature].join('.');
}

test.each(forged)('refused: %s', async (_what, make) => {
  const text = make();
  expect(await open(text)).toBe('TokenRefused');
  expect(backend.log.join('')).toContain('identity.token-refused');
  expect(backend.log.join('')).not.toContain(text.split('.')[2] || 'no signature');
});

test('a session is no token of amoCRM, and the other way round', async () => {
  const { session_token } = await session();
  expect(await open(session_token)).toBe('TokenRefused');
  expect(await backend.call('hangup', {}, { ...anna, session_token: token() })).toBe('SessionExpired');
  expect(await backend.call('hangup', {}, { ...anna, session_token: `${session_token}x` })).toBe(
    'SessionExpired',
  );
});

test('clocks may differ by 120 s, and no more', async () => {
  const at = (seconds: number): string => amoToken(backend.timer.now() + seconds * 1_000);
  expect(await open(at(119))).toMatchObject({ expires_in: 900 });
  expect(await open(at(-1_800 - 119))).toMatchObject({ expires_in: 900 });
  expect(await open(at(-1_800 - 121))).toBe('TokenExpired');
});

test('a correction of the clock counts at once, also while a call is under way', async () => {
  backend.app.simulator.incoming('5550123', ['101'], { answersItself: false });
  backend.timer.jump(600_000);
  expect(await open(token())).toMatchObject({ expires_in: 900 });
  expect(await open(token({ exp: backend.timer.now() / 1_000 - 121 }))).toBe('TokenExpired');
});

test('a token that claims to live for longer than amoCRM makes them does not', async () => {
  const text = token({ exp: backend.timer.now() / 1_000 + 10 * HOUR_MS });
  await backend.timer.pass(HOUR_MS);
  expect(await open(text)).toBe('TokenExpired');
});

test('a session ends, and a new one takes its place', async () => {
  const { session_token } = await session();
  await backend.timer.pass(899_000);
  expect(await backend.call('hangup', {}, { ...anna, session_token })).toBe('NoActiveCall');
  await backend.timer.pass(12_000);
  expect(await backend.call('hangup', {}, { ...anna, session_token })).toBe('SessionExpired');
  expect(await backend.call('ping', {}, { ...anna, session_token })).toMatchObject({
    agent: null,
    methods: ['ping', 'open_session'],
    identity: { is_proven: false },
  });
  const next = await session();
  expect(await backend.call('hangup', {}, { ...anna, ...next })).toBe('NoActiveCall');
});

test("a session is one user's: another name with it opens nothing, and the e-mail is not believed", async () => {
  const { session_token } = await session();
  expect(await backend.call('hangup', {}, { ...boris, session_token })).toBe('SessionExpired');
  const lie = { ...anna, amouser_email: boris.amouser_email, session_token };
  expect(await backend.call('ping', {}, lie)).toMatchObject({ agent: { extension: '101' } });
});

test('a proven user without an extension is told whom to ask', async () => {
  const stranger = { ...anna, amouser_id: 77 };
  const { session_token, ...more } = await session(token({ user_id: 77 }), stranger);
  expect(more).toMatchObject({
    agent: null,
    no_agent: { reason: 'noExtension', user_id: 77, email: null, ask: 'Иван, доб. 100' },
  });
  expect(await backend.call('hangup', {}, { ...stranger, session_token })).toBe('UnknownAgent');
});

test("the header counts, as amoCRM's own request sends it", async () => {
  const json = JSON.stringify({
    headers: anna,
    content: { id: 1, jsonrpc: '2.0', method: 'open_session', params: {} },
  });
  const { body } = await backend.app.http.inject({
    method: 'POST',
    url: '/asterisk_ng?secret_key=a-secret-key-of-the-test',
    headers: { 'x-auth-token': token(), 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ json }).toString(),
  });
  expect(body).toContain('session_token');
});

test('during a rotation both secrets are good, for tokens and for sessions', async () => {
  const old = await session();
  await backend.app.close();
  const { timer } = backend;
  const both = { ...identitySection, secrets: `${NEXT_SECRET}, ${SECRET}` };
  backend = await TestBackend.start({ identity: both }, timer);
  expect(await backend.call('hangup', {}, { ...anna, ...old })).toBe('NoActiveCall');
  expect(await open(token())).toMatchObject({ expires_in: 900 });
  const next = await session(token({}, { secret: NEXT_SECRET }));
  await backend.app.close();
  backend = await TestBackend.start({ identity: { ...identitySection, secrets: NEXT_SECRET } }, timer);
  expect(await backend.call('hangup', {}, { ...anna, ...next })).toBe('NoActiveCall');
  expect(await backend.call('hangup', {}, { ...anna, ...old })).toBe('SessionExpired');
  expect(await open(token())).toBe('TokenRefused');
});

test('nothing of a token stands in the log', async () => {
  const text = token();
  const { session_token } = await session(text);
  await backend.call('hangup', {}, { ...anna, session_token });
  await open(token({ aud: 'https://evil.example' }));
  const log = backend.log.join('');
  for (const secret of [text, session_token]) expect(log).not.toContain(secret.split('.')[1]);
});
