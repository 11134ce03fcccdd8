import { AgentDirectory } from '../../../../server/calls/AgentDirectory';
import type { CallerAnswer } from '../../../../server/telephony/FindCaller';
import fastify from 'fastify';
import { createMegafon } from '../../../../server/telephony/megafon/createMegafon';
import { KeyLimiter } from '../../../../server/access/KeyLimiter';
import { createLogger } from '../../../../server/http/createLogger';
import { answerContact, CONTACT_MS } from '../../../../server/telephony/megafon/answerContact';
import { megafonSettingsSchema } from '../../../../server/telephony/megafon/megafonSettings';
import { parse } from 'valibot';
import { FakeTimer, settle } from '../../../support/FakeTimer';
import { VatsCall, writePush } from '../../../support/megafon/vatsPushes';
import { TOKEN } from './startMegafon';

const loginOf = (extension: string): string | null => (extension === '701' ? 'andy' : null);

/** What the look-up gets, and what became of the answer. */
function ask(find: (signal: AbortSignal) => Promise<CallerAnswer>) {
  const timer = new FakeTimer();
  const asked: { answer: object | 'waiting'; faults: unknown[] } = { answer: 'waiting', faults: [] };
  void answerContact(
    '+79101234567',
    (_number, signal) => find(signal),
    loginOf,
    timer,
    (error) => {
      asked.faults.push(error);
    },
  ).then((answer) => (asked.answer = answer));
  return { timer, asked };
}

test.each<[CallerAnswer, object]>([
  [
    { name: 'Иван', extension: '701' },
    { contact_name: 'Иван', responsible: 'andy' },
  ],
  [{ name: null, extension: '702' }, { responsible: '702' }],
  [{ name: 'Иван', extension: null }, { contact_name: 'Иван' }],
  [{ name: null, extension: null }, {}],
])('%j is answered at once', async (found, answer) => {
  const { timer, asked } = ask(() => Promise.resolve(found));
  await settle();
  expect([asked.answer, timer.pending]).toEqual([answer, 0]);
});

test('a look-up that is late says what it knows in time', async () => {
  const { timer, asked } = ask(
    (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ name: 'Иван', extension: null }));
      }),
  );
  await timer.pass(CONTACT_MS - 1);
  expect([asked.answer, timer.pending]).toEqual([{ contact_name: 'Иван' }, 0]);
});

test('a look-up that never ends is not waited for', async () => {
  const { timer, asked } = ask(() => new Promise(() => undefined));
  await timer.pass(CONTACT_MS - 1);
  expect(asked.answer).toBe('waiting');
  await timer.pass(1);
  expect(asked).toEqual({ answer: {}, faults: [] });
});

test('a look-up that fails gives an unknown caller and is logged', async () => {
  const fault = new Error('down');
  const { timer, asked } = ask(() => {
    throw fault;
  });
  await settle();
  expect(asked).toEqual({ answer: {}, faults: [fault] });
  expect(timer.pending).toBe(0);
});

test('a look-up that fails because it was aborted is not logged', async () => {
  const { timer, asked } = ask(
    (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  );
  await timer.pass(CONTACT_MS);
  expect(asked).toEqual({ answer: {}, faults: [] });
});

test('a backend that does not run the telephone system lets another take the push, and still says who calls', async () => {
  const timer = new FakeTimer();
  const settings = parse(megafonSettingsSchema, {
    address: 'https://a.b',
    key: 'a-key-of-8',
    crmToken: TOKEN,
  });
  const megafon = createMegafon(settings, {
    clock: timer,
    logger: createLogger('silent'),
    onColleagues: () => undefined,
    onPresence: () => undefined,
    agents: [],
  });
  const http = fastify();
  megafon.openRoutes(http, {
    directory: new AgentDirectory([]),
    callsOf: () => [],
    path: '/',
    keyLimiter: new KeyLimiter(30, () => timer.now()),
    findCaller: (number) => Promise.resolve({ name: number, extension: null }),
  });
  const push = async (fields: Record<string, string>): Promise<unknown[]> => {
    const { headers, body } = writePush(fields, TOKEN);
    const answer = await http.inject({ method: 'POST', url: '/megafon', headers, body });
    return [answer.statusCode, answer.json()];
  };
  const [rings] = new VatsCall('c1', '79101234567', 'in').rings({ user: 'andy' }).pushes;
  expect(await push(rings!)).toEqual([503, { error: 'not now' }]);
  expect(await push({ cmd: 'contact', phone: '89101234567', callid: 'c1' })).toEqual([
    200,
    { contact_name: '+79101234567' },
  ]);
  await http.close();
});
