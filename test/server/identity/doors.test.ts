import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { methods, type Method } from '../../../protocol/methods';
import { createApp } from '../../../server/createApp';
import { parseConfiguration } from '../../../server/config/Configuration';
import { createLogger } from '../../../server/http/createLogger';
import { FakeTimer } from '../../support/FakeTimer';
import { amoToken, identitySection, SECRET } from '../support/amoToken';
import { methodParams } from '../support/methodParams';
import { passUntil } from '../support/passUntil';
import { printedRoutes, type Route } from '../support/printedRoutes';
import { anna, boris, KEY, TestBackend, type FullStatus } from '../support/startBackend';

const folder = mkdtempSync(join(tmpdir(), 'doors-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A key of its own for each door. */
const keyOf = (door: string): string => `key-of-${door}-0123456789`;

/** All features that open routes. */
const everything = {
  identity: identitySection,
  routing: { key: keyOf('routing') },
  elma365: {
    address: 'https://company.elma365.ru',
    key: keyOf('elma365'),
    webhookFile: join(folder, 'webhook.json'),
  },
  metrics: { token: keyOf('metrics') },
  recordings: {
    folders: [folder],
    address: 'https://pbx.example.com/asterisk_ng',
    linkKey: keyOf('links'),
    mp3: { enabled: false },
  },
  amocrm: {
    // Nobody listens there.
    address: 'http://127.0.0.1:9',
    token: keyOf('amocrm'),
    webhookKey: keyOf('webhooks'),
    calls: { outbox: join(folder, 'outbox') },
  },
};

let backend: TestBackend;
afterEach(() => backend.app.close());

/** All that run without a session: they prove a user, or say that none is proven. */
const OPEN: readonly string[] = ['ping', 'open_session'];
const names = Object.keys(methods) as Method[];

const sessionOf = async (user: typeof anna): Promise<string> => {
  const token = amoToken(backend.timer.now(), { user_id: user.amouser_id });
  return ((await backend.call('open_session', { token }, user)) as { session_token: string }).session_token;
};

/** What whoever has the key may show as a session; undefined: nothing. */
async function falseSessions(): Promise<readonly (string | undefined)[]> {
  const claims = { account: 4_242, user: boris.amouser_id, email: '', aud: 'asterisk-ng-widget' };
  const own = (how: object): string => amoToken(backend.timer.now(), claims, how);
  const of = await sessionOf(boris);
  return [
    undefined,
    'x',
    KEY,
    amoToken(backend.timer.now(), { user_id: boris.amouser_id }),
    own({ secret: SECRET }),
    own({ secret: KEY }),
    own({ header: { alg: 'none' } }),
    `${of}x`,
    of.replace(/\.[^.]*$/, '.'),
    // Anna's, for what is Boris's.
    await sessionOf(anna),
  ];
}

test('with required no method but two runs for the key alone, whatever it shows', async () => {
  backend = await TestBackend.start({ identity: identitySection });
  const { simulator } = backend.app;
  simulator.incoming('5550123', ['102'], { answersItself: false });
  const proven = { ...boris, session_token: await sessionOf(boris) };
  const before: FullStatus = await backend.fullStatus(proven);
  const unique_id = before.calls[0]!.unique_id;
  for (const session_token of await falseSessions())
    for (const method of names.filter((name) => !OPEN.includes(name))) {
      const params = methodParams[method];
      const named = 'unique_id' in params ? { ...params, unique_id } : params;
      const request = backend.call(method, named, { ...boris, session_token });
      const answer = method === 'get_agent_status' ? await settled(request) : await request;
      const refusal = session_token === undefined ? 'IdentityRequired' : 'SessionExpired';
      expect([method, session_token, answer]).toEqual([method, session_token, refusal]);
    }
  expect(simulator.lineCount).toBe(1);
  expect(await backend.fullStatus(proven)).toMatchObject({ calls: before.calls, revision: before.revision });
  expect(await backend.call('ping', {}, boris)).toEqual({
    ping: 'pong',
    server: { name: 'asterisk-ng', version: '1.0.0' },
    agent: null,
    methods: OPEN,
    identity: { is_proven: false },
  });
  expect(await backend.call('open_session', {}, boris)).toBe('TokenRefused');
  // All that was refused would have been done for a session.
  expect(await backend.call('answer', { unique_id }, proven)).toBeNull();
});

test('with off the wire is that of 1.0.0', async () => {
  backend = await TestBackend.start({ identity: { mode: 'off' } });
  const token = amoToken(backend.timer.now());
  expect(await backend.call('open_session', { token })).toBe(404);
  expect(await backend.call('hangup', {}, { ...anna, session_token: token })).toBe('NoActiveCall');
  const pong = (await backend.call('ping')) as object;
  expect(Object.keys(pong)).toEqual(['ping', 'server', 'agent', 'methods']);
});

/** Moves the clock on until it is answered: a poll is held before it is refused. */
async function settled<T>(answer: Promise<T>): Promise<T> {
  const state = { isOver: false };
  const end = (): void => void (state.isOver = true);
  answer.then(end, end);
  await passUntil(backend.timer, 1_000, 'it is answered', () => state.isOver);
  return answer;
}

/** Routes that answer to everybody: the wire by its envelope, a line of text, and a health without people. */
const FOR_ALL = [
  'GET /asterisk_ng',
  'GET /asterisk_ng/',
  'GET /health',
  'POST /asterisk_ng',
  'POST /asterisk_ng/',
];

/** Which route each file of routes opens. */
const OPENED_BY: Readonly<Record<string, string>> = {
  'agentLists/listRoutes.ts': '/asterisk_ng/lists',
  'crm/outbox/outboxRoutes.ts': '/asterisk_ng/outbox',
  'crm/webhook/webhookRoutes.ts': '/asterisk_ng/amocrm/webhook',
  'elma365/elma365Routes.ts': '/elma365/calls',
  'http/rpcRoutes.ts': '/asterisk_ng',
  'metrics/metricsRoutes.ts': '/metrics',
  'recordings/recordingRoutes.ts': '/asterisk_ng/recordings/:token/:name',
  'routing/routingRoutes.ts': '/asterisk_ng/route',
  'telephony/megafon/pushes/pushRoutes.ts': '/asterisk_ng/megafon',
  'telephony/simulator/simulatorRoutes.ts': '/simulator/incoming',
};

/** What each route answers to the secret key, shown at every place where a door looks for its own. */
async function knock(http: FastifyInstance, remoteAddress: string): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  const fields = { crm_token: KEY, cmd: 'contact', phone: '79101234567', extension: '101', from: '5550123' };
  for (const [method, path] of printedRoutes(http)) {
    const { statusCode, body } = await http.inject({
      method,
      url: `${path}?secret_key=${KEY}&key=${KEY}&phone=%2B79101234567&number=%2B79101234567`,
      remoteAddress,
      headers: { authorization: `Bearer ${KEY}`, 'x-forwarded-for': '203.0.113.5', 'x-auth-token': KEY },
      ...(method !== 'GET' && { payload: fields }),
    });
    answers[`${method} ${path}`] = statusCode;
    expect(body).not.toMatch(/Анна|Иван|\b101\b/);
  }
  return answers;
}

/** A backend with a VATS that is not asked: its routes are open, and it has not started. */
async function megafon(): Promise<FastifyInstance> {
  const vats = { address: 'http://127.0.0.1:9', key: keyOf('vats'), crmToken: keyOf('pushes') };
  const { http } = await createApp(
    parseConfiguration({
      secretKeys: [KEY],
      path: '/asterisk_ng',
      agents: [{ email: 'anna@example.com', extension: '101', name: 'Анна Смирнова' }],
      contacts: [{ name: 'Иван Петров', phone: '+79101234567' }],
      identity: identitySection,
      telephony: { driver: 'megafon', ...vats },
    }),
    { clock: new FakeTimer(), logger: createLogger('silent', { write: () => true }) },
  );
  await http.ready();
  return http;
}

const pathsOf = (http: FastifyInstance): string[] => printedRoutes(http).map(([, path]: Route) => path);

test.each(['203.0.113.5', '127.0.0.1'])(
  'no route does anything for the secret key from %s, behind a proxy; each has its own key, or says nothing of people',
  async (address) => {
    backend = await TestBackend.start(everything);
    const { http, simulator } = backend.app;
    const vats = await megafon();
    try {
      const answers = { ...(await knock(vats, address)), ...(await knock(http, address)) };
      const opened = Object.entries(answers).filter(([, status]) => status < 400);
      expect(opened.map(([route]) => route).sort()).toEqual(FOR_ALL);
      expect(simulator.lineCount).toBe(0);
      const known = [...pathsOf(http), ...pathsOf(vats)];
      const files = globSync('**/*Routes.ts', { cwd: join(__dirname, '../../../server') });
      expect(files.map((file) => [file, known.includes(OPENED_BY[file] ?? '')])).toEqual(
        files.map((file) => [file, true]),
      );
    } finally {
      await vats.close();
    }
  },
);
