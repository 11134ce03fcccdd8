import fastify, { type FastifyInstance } from 'fastify';
import { elma365Routes } from '../../../server/elma365/elma365Routes';
import { KeyLimiter } from '../../../server/access/KeyLimiter';
import { keyChecker } from '../../../server/access/keyChecker';

const KEY = 'a-key-of-both-directions';
let http: FastifyInstance;

beforeEach(() => {
  http = fastify();
  elma365Routes(http, {
    path: '/elma365',
    checkKey: new KeyLimiter(6, () => 0).checkFor(keyChecker([KEY])),
    agents: [],
    originate: () => Promise.resolve(),
    hasWebhook: () => false,
    setWebhook: () => true,
    waiting: () => 3,
  });
});

afterEach(async () => {
  await http.close();
});

const ask = async (
  method: 'GET' | 'POST' | 'PUT',
  route: string,
  payload?: string,
  authorization = `Bearer ${KEY}`,
): Promise<[number, string]> => {
  const headers = { ...(authorization && { authorization }), 'content-type': 'application/json' };
  const response = await http.inject({
    method,
    url: `/elma365/${route}`,
    headers,
    ...(payload && { payload }),
  });
  return [response.statusCode, response.body];
};

test.each(['', KEY, `Bearer ${KEY}x`, `bearer ${KEY}`, 'Bearer '])(
  'access is refused with "%s"',
  async (authorization) => {
    for (const [method, route] of [
      ['GET', 'status'],
      ['GET', 'members'],
      ['POST', 'calls'],
      ['PUT', 'webhook'],
    ] as const)
      expect(await ask(method, route, method === 'GET' ? undefined : '{}', authorization)).toEqual([
        401,
        '{"error":"Unauthorized"}',
      ]);
  },
);

test('who tries many keys is turned away, and a right key let in', async () => {
  for (let tries = 0; tries < 6; tries += 1)
    expect((await ask('GET', 'status', undefined, 'Bearer x'))[0]).toBe(401);
  expect(await ask('GET', 'status', undefined, 'Bearer x')).toEqual([429, '{"error":"TooManyRequests"}']);
  expect((await ask('GET', 'status'))[0]).toBe(200);
});

test('the state is answered', async () => {
  expect(await ask('GET', 'status')).toEqual([200, '{"webhook":false,"waiting":3}']);
});

test.each([
  ['POST', 'calls', '{'],
  ['POST', 'calls', '{}'],
  ['POST', 'calls', '{"from":"abc","to":"1"}'],
  ['PUT', 'webhook', '[]'],
  ['PUT', 'webhook', '{"url":"no address"}'],
] as const)('%s %s refuses %s with a word and no details', async (method, route, body) => {
  expect(await ask(method, route, body)).toEqual([400, '{"error":"InvalidRequest"}']);
});
