import { methods, type Method } from '../../../protocol/methods';
import { amoToken, identitySection } from '../support/amoToken';
import { methodParams } from '../support/methodParams';
import { anna, boris, KEY, TestBackend } from '../support/startBackend';
import { passUntil } from '../support/passUntil';

const OTHER_KEY = 'key-of-another-door-0123456789';

let backend: TestBackend;
const start = (mode: 'off' | 'required'): Promise<TestBackend> =>
  TestBackend.start({
    identity: mode === 'off' ? { mode } : identitySection,
    routing: { key: OTHER_KEY },
    elma365: {
      address: 'https://company.elma365.ru',
      key: `${OTHER_KEY}-elma`,
      webhookFile: 'no-webhook.json',
    },
    metrics: { token: `${OTHER_KEY}-metrics` },
  });
afterEach(() => backend.app.close());

/** All that run without a session: they prove a user, or say that none is proven. */
const OPEN: readonly string[] = ['ping', 'open_session'];
const names = Object.keys(methods) as Method[];

test('with required no method but two runs for the key alone, whatever it names', async () => {
  backend = await start('required');
  backend.app.simulator.incoming('5550123', ['102'], { answersItself: false });
  for (const method of names.filter((name) => !OPEN.includes(name))) {
    for (const session_token of [undefined, 'x', amoToken(backend.timer.now())]) {
      const poll = backend.call(method, methodParams[method], { ...boris, session_token });
      expect([method, await settled(poll)]).toEqual([
        method,
        session_token === undefined ? 'IdentityRequired' : 'SessionExpired',
      ]);
    }
  }
  expect(await backend.call('ping', {}, boris)).toEqual({
    ping: 'pong',
    server: { name: 'asterisk-ng', version: '1.0.0' },
    agent: null,
    methods: OPEN,
    identity: { is_proven: false },
  });
  expect(await backend.call('open_session', {}, boris)).toBe('TokenRefused');
});

test('with off the wire is that of 1.0.0', async () => {
  backend = await start('off');
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
const FOR_ALL = ['GET /asterisk_ng', 'GET /health', 'POST /asterisk_ng'];

test('no route does anything for the secret key from elsewhere; each has its own key, or says nothing of people', async () => {
  backend = await start('required');
  const { http } = backend.app;
  await http.ready();
  const answers: Record<string, number> = {};
  for (const [method, path] of routesOf(http.printRoutes({ commonPrefix: false }))) {
    const { statusCode, body } = await http.inject({
      method,
      url: `${path}?secret_key=${KEY}&key=${KEY}&phone=%2B79101234567&number=%2B79101234567`,
      remoteAddress: '203.0.113.5',
      headers: { authorization: `Bearer ${KEY}`, 'x-forwarded-for': '203.0.113.5' },
      ...(method === 'POST' && { payload: {} }),
    });
    answers[`${method} ${path}`] = statusCode;
    expect(body).not.toMatch(/Анна|Иван|\b101\b/);
  }
  const opened = Object.entries(answers).filter(([, status]) => status < 400);
  expect(opened.map(([route]) => route).sort()).toEqual(FOR_ALL);
  // The drawing was read: these routes stand in it.
  for (const part of ['/route', '/elma365', '/metrics', '/simulator'])
    expect(Object.keys(answers).some((route) => route.includes(part))).toBe(true);
});

/** Method and path of each route, out of Fastify's drawing of them. */
function routesOf(drawing: string): (readonly ['GET' | 'POST' | 'PUT' | 'DELETE', string])[] {
  const stack: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)(?:├── |└── )(\S*)(?: \(([^)]*)\))?/.exec(line);
    if (found === null) return [];
    const [, indent = '', part = '', verbs = ''] = found;
    stack.length = indent.length / 4;
    stack.push(part);
    return verbs
      .split(', ')
      .filter((verb): verb is 'GET' | 'POST' | 'PUT' | 'DELETE' =>
        ['GET', 'POST', 'PUT', 'DELETE'].includes(verb),
      )
      .map((verb) => [verb, stack.join('')] as const);
  });
}
