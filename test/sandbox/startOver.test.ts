import type { Account } from '../../sandbox/page/Account';
import type { DeskState } from '../../sandbox/page/DeskState';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { systemClock } from '../../server/system/Clock';
import { emptyWidget } from './support/emptyWidget';

let sandbox: Sandbox;

beforeEach(async () => {
  // Tasks are due by the time at which the account begins.
  const clock = { ...systemClock, now: () => 1_763_700_000_000 };
  sandbox = await startSandbox({ zip: await emptyWidget(), clock });
});

afterEach(() => sandbox.close());

async function get<T>(path: string): Promise<T> {
  return (await (await fetch(`${sandbox.url}${path}`)).json()) as T;
}

async function post<T>(path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return (await answer.json()) as T;
}

test('a reset ends calls, removes new cards, settings and faults, and increases the round', async () => {
  const before = await get<Account>('/ajax/account');
  await post('/desk/scenario', { name: 'talk', extension: '101' });
  await post('/ajax/contacts', { name: 'Новый', phone: '+79995550022' });
  await post('/ajax/uninstall', {});
  await post('/desk/fault', { kind: 'badGateway' });
  await post('/desk/kill', {});
  const { address } = sandbox.backend;

  expect(await Promise.all([post('/desk/start-over', {}), post('/desk/start-over', {})])).toEqual([
    { ok: true },
    { ok: true },
  ]);
  expect(await get<Account>('/ajax/account')).toEqual({ ...before, round: 2 });
  expect(sandbox.backend.address).toBe(address);
  expect(sandbox.backend.simulator.lineCount).toBe(0);
  expect(await get<DeskState>('/desk/state')).toMatchObject({ isAlive: true, round: 2, records: [] });
  const answer = await sandbox.proxy.forward(address, '{}', new AbortController().signal);
  expect(answer?.body).not.toContain('502 Bad Gateway');
});

test('the business is that of the language of the page opened last, with the same ids and extensions', async () => {
  const russian = await get<Account>('/ajax/account?lang=ru');
  const english = await get<Account>('/ajax/account?lang=en');
  expect([russian.language, russian.round, english.language, english.round]).toEqual(['ru', 0, 'en', 1]);
  const kept = ({ life, users, stages }: Account): unknown => [
    life.cards.map(({ kind, id, company, contact, responsible, stage }) => [
      kind,
      id,
      company,
      contact,
      responsible,
      stage,
    ]),
    users.map(({ id, extension }) => [id, extension]),
    stages.map(({ id }) => id),
  ];
  expect(kept(english)).toEqual(kept(russian));
  expect(JSON.stringify(english)).not.toMatch(/[а-яё]/i);
  expect(await get<DeskState>('/desk/state')).toMatchObject({ round: 1, language: 'en' });
  expect(await get<Account>('/ajax/account?lang=en')).toEqual(english);

  await post('/desk/scenario', { name: 'colleague-talks', extension: '101' });
  expect(await post('/desk/scenario?lang=en', { name: 'queue', extension: '101' })).toEqual({ ok: true });
  expect(await get<Account>('/ajax/account?lang=ru')).toEqual({ ...russian, round: 2 });
});

// How to provoke each error, and the command that then fails.
test.each<[string, (() => Promise<unknown>) | null, string, object]>([
  ['no scenario', null, 'scenario', { name: '0', extension: '101' }],
  ['no extension', null, 'scenario', { name: 'talk', extension: '' }],
  ['an unknown extension', null, 'scenario', { name: 'talk', extension: '999' }],
  ['no call to hang up', null, 'far-hangup', { extension: '101' }],
  ['no colleague talks', null, 'scenario', { name: 'colleague-hangs-up', extension: '101' }],
  ['no colleague consults', null, 'scenario', { name: 'colleague-completes', extension: '101' }],
  [
    'the colleague is busy',
    () => post('/desk/scenario', { name: 'colleague-talks', extension: '101' }),
    'scenario',
    { name: 'colleague-calls', extension: '101' },
  ],
  [
    'the phone takes no more calls',
    () => post('/desk/scenario', { name: 'second-call', extension: '101' }),
    'scenario',
    { name: 'known-client', extension: '101' },
  ],
  [
    'no phone takes more calls',
    () => post('/desk/scenario', { name: 'second-call', extension: '101' }),
    'incoming',
    { from: '+79101234567', to: ['101'] },
  ],
  [
    'the backend refuses',
    () => post('/desk/scenario', { name: 'second-call', extension: '101' }),
    'scenario',
    { name: 'busy', extension: '101' },
  ],
  ['the backend is killed', () => post('/desk/kill', {}), 'scenario', { name: 'talk', extension: '101' }],
  [
    'a killed backend plays no calls',
    () => post('/desk/kill', {}),
    'incoming',
    { from: '+79101234567', to: ['101'] },
  ],
])('%s: the error is in the language of the request', async (_what, provoke, name, body) => {
  await provoke?.();
  const [russian, english, standard] = await Promise.all(
    ['?lang=ru', '?lang=en', ''].map((query) =>
      post<{ ok: boolean; error: string }>(`/desk/${name}${query}`, body),
    ),
  );
  expect(russian?.error).toMatch(/[а-яё]/i);
  expect(russian?.error).not.toMatch(/[a-z]/i);
  expect(english?.error).toMatch(/[a-z]/);
  expect(english?.error).not.toMatch(/[а-яё]/i);
  expect(standard).toEqual(english);
});
