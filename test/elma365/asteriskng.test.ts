import fastify, { type FastifyInstance } from 'fastify';
import type { Agent } from '../../server/calls/Agent';
import type { CallRecord } from '../../server/calls/CallRecord';
import { CommandFault } from '../../server/calls/CommandFault';
import { createElma365, type Elma365 } from '../../server/elma365/createElma365';
import { KeyLimiter } from '../../server/access/KeyLimiter';
import { systemClock } from '../../server/system/Clock';
import { ElmaServer } from './support/ElmaServer';
import { elmaSource } from './support/elmaSource';
import { expectFailure, FakeElma } from './support/FakeElma';

const KEY = 'a-key-of-both-directions';
const AGENTS: readonly Agent[] = [
  { email: 'anna@example.com', extension: '101', name: 'Анна Смирнова' },
  { email: 'boris@example.com', extension: '102', name: 'Борис Орлов' },
];
const origin = { trace: 'linked-1', at: 0 };
const began = {
  type: 'began',
  id: 'leg-1',
  direction: 'inbound',
  phase: 'ringing',
  number: '+79101234567',
  at: 1,
} as const;
const record: CallRecord = {
  id: 'linked-1',
  direction: 'inbound',
  number: '+79101234567',
  via: 'sales',
  outcome: 'answered',
  extension: '101',
  extensions: ['101'],
  startedAt: 1_775_390_400_000,
  answeredAt: 1_775_390_405_000,
  endedAt: 1_775_390_465_400,
  recording: 'x.wav',
};

let elma: FakeElma;
let server: ElmaServer;
let http: FastifyInstance;
let backend: Elma365;
let kept: string | null;
const orders: string[] = [];
const audited: (string | null)[] = [];
let refusal: CommandFault | Error | null;

/** Backend and ELMA365, each with a real HTTP server; the module is set up as an administrator would. */
beforeEach(async () => {
  [kept, refusal] = [null, null];
  orders.length = 0;
  audited.length = 0;
  elma = new FakeElma(elmaSource('asteriskng'), (url, request) => {
    if (!url.startsWith('https://backend.test/')) throw new TypeError('getaddrinfo ENOTFOUND');
    const address = http.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return fetch(url.replace('https://backend.test', `http://127.0.0.1:${port}`), request);
  });
  Object.assign(elma.params, { address: 'https://backend.test', key: KEY });
  server = await ElmaServer.start(elma);
  await startBackend();
});

afterEach(async () => {
  backend.close();
  await http.close();
  await server.close();
});

async function startBackend(): Promise<void> {
  http = fastify({ forceCloseConnections: true });
  backend = createElma365(
    { address: server.origin, path: '/elma365', key: KEY, webhookFile: 'none' },
    {
      clock: systemClock,
      logger: http.log,
      agents: AGENTS,
      keyLimiter: new KeyLimiter(100, () => 0),
      allowRequest: () => true,
      audit: { writeEntry: ({ target }) => audited.push(target) },
      handlers: {
        originate: ({ phone }, agent) => {
          if (refusal !== null) return Promise.reject(refusal);
          orders.push(`${agent.extension} ${phone}`);
          return Promise.resolve(null);
        },
      },
      linkOf: ({ recording }) =>
        recording === null ? null : `https://backend.test/recordings/${recording}?signed`,
      webhookFile: { read: () => kept, write: (text) => void (kept = text) },
    },
  );
  backend.openRoutes(http);
  await http.listen({ host: '127.0.0.1', port: 0 });
}

test('a call is shown from its ringing to its end, and its recording plays', async () => {
  await elma.webhookIs(server.webhook);
  backend.listener.call('101', began, origin);
  backend.listener.call('101', { type: 'answered', id: 'leg-1', at: 2 }, origin);
  backend.listener.call('101', { type: 'ended', id: 'leg-1', reason: 'hungUp', at: 3 }, origin);
  backend.listener.finished(record);
  await server.arrived(4);
  const numbers = { srcPhone: '79101234567', dstPhone: '101', direction: 'in', callId: 'linked-1' };
  expect(elma.events).toEqual([
    { ...numbers, event: 'e-start', disposition: 'd-unknown' },
    { ...numbers, event: 'e-answer', disposition: 'd-unknown' },
    { ...numbers, event: 'e-end', disposition: 'd-answered' },
  ]);
  expect(elma.records).toEqual([
    {
      ...numbers,
      disposition: 'd-answered',
      duration: 60,
      call: {
        id: 'linked-1',
        link: 'https://backend.test/recordings/x.wav?signed',
        startedAt: '2026-04-05T12:00:00.000Z',
        via: 'sales',
      },
    },
  ]);
  expect(await elma.link(elma.records[0]?.call)).toBe('https://backend.test/recordings/x.wav?signed');
});

test('outgoing numbers stand as the setting says', async () => {
  await elma.webhookIs(server.webhook);
  const outgoing = { ...began, direction: 'outbound', phase: 'dialing' } as const;
  backend.listener.call('101', outgoing, origin);
  await server.arrived(1);
  Object.assign(elma.params, { outgoingLayout: 'old', callId: 'off' });
  backend.listener.call('102', { ...outgoing, id: 'leg-2' }, origin);
  await server.arrived(2);
  expect(elma.events.map(({ srcPhone, dstPhone, callId }) => [srcPhone, dstPhone, callId])).toEqual([
    ['101', '79101234567', 'linked-1'],
    ['79101234567', '102', undefined],
  ]);
});

test('members are the agents, under the number that events have', async () => {
  expect(await elma.members()).toEqual([
    { id: '101', label: 'Анна Смирнова (101)' },
    { id: '102', label: 'Борис Орлов (102)' },
  ]);
});

test('a click makes a call', async () => {
  await elma.call('101', '+7 (910) 123-45-67');
  expect(orders).toEqual(['101 +7 (910) 123-45-67']);
});

test('of several numbers the audit has the one that is dialled, also of a refused call', async () => {
  await elma.call('101', '+79930004411/88001112233');
  refusal = new CommandFault('NumberForbidden');
  await expect(elma.call('101', '+79930004411/88001112233')).rejects.toThrow();
  expect(audited).toEqual(['+79930004411', '+79930004411']);
});

test.each([
  ['UnknownAgent', 'не знает пользователя'],
  ['InvalidNumber', 'позвонить нельзя'],
  ['AgentBusy', 'телефон занят'],
  ['AgentUnavailable', 'не на связи'],
  ['NotSupported', 'не умеет'],
  ['TelephonyUnavailable', 'АТС не отвечает'],
  ['TooManyRequests', 'Слишком много'],
  ['InternalError', 'отказал \\(500\\)'],
  ['WrongPhase', 'отказал \\(409\\)'],
] as const)('a call that is refused as %s is reported in words', async (reason, words) => {
  refusal = new CommandFault(reason);
  await expect(elma.call('101', '+79101234567')).rejects.toThrow(new RegExp(words));
});

test('a fault inside the backend is reported without details', async () => {
  refusal = new Error('secret inside');
  await expect(elma.call('101', '+79101234567')).rejects.toThrow('Бэкенд AsteriskNG отказал (500).');
});

test('an operator who is no agent can not call', async () => {
  await expect(elma.call('999', '+79101234567')).rejects.toThrow('не знает пользователя');
  await expect(elma.call('', '+79101234567')).rejects.toThrow('не сопоставлен');
  await expect(elma.call('101', '')).rejects.toThrow('отказал (400)');
  expect(orders).toEqual([]);
});

test('the check of the connection sends the webhook’s address to a backend that has lost it', async () => {
  await expectFailure(elma, '«Сохранить»');
  await elma.webhookIs(server.webhook);
  expect(await elma.test()).toEqual({ success: true });
  kept = null;
  await http.close();
  await startBackend();
  expect(await elma.test()).toEqual({ success: true });
  expect(kept).toBe(JSON.stringify({ url: server.webhook }));
});

test('a backend that starts again remembers the webhook', async () => {
  await elma.webhookIs(server.webhook);
  backend.close();
  await http.close();
  await startBackend();
  backend.listener.finished(record);
  await server.arrived(1);
  expect(elma.records).toHaveLength(1);
});

test('what waits goes out as soon as the address is known', async () => {
  backend.listener.finished(record);
  expect(backend.waiting()).toBe(1);
  await elma.webhookIs(server.webhook);
  await server.arrived(1);
  expect(elma.records).toHaveLength(1);
});

test('events go to ELMA365’s own server only', async () => {
  await expect(elma.webhookIs('https://evil.test/hook')).rejects.toThrow('другой сервер');
  expect(kept).toBeNull();
});

test('before the module is set up its webhook is only kept', async () => {
  Object.assign(elma.params, { address: '', key: '' });
  await elma.webhookIs(server.webhook);
  expect([...elma.stored.values()]).toEqual([server.webhook]);
});

test.each([
  [{ key: 'another-key-of-both' }, 'не принял ключ'],
  [{ key: '' }, 'поле key'],
  [{ address: '' }, 'поле address'],
  [{ address: 'http://backend.test' }, 'Нужен https'],
  [{ address: 'https://back end' }, 'записан неверно'],
  [{ address: 'https://elsewhere.test' }, 'Нет связи'],
  [{ address: 'https://backend.test/other' }, 'отвечает не бэкенд'],
])('a wrong setting is reported in plain words: %j', async (settings, words) => {
  Object.assign(elma.params, settings);
  await expectFailure(elma, words);
  await expect(elma.members()).rejects.toThrow(words);
});

test.each([
  'backend.test',
  'https://backend.test/',
  'https://backend.test/elma365',
  'https://backend.test/elma365/',
])('the address %s will do', async (address) => {
  Object.assign(elma.params, { address });
  expect(await elma.members()).toHaveLength(2);
});
