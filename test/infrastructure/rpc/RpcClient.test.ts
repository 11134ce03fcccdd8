import { StatusCode } from '../../../protocol/StatusCode';
import { contactsSchema } from '../../../protocol/contact';
import { PING_LIMIT_MS, WIDGET_WAIT_MS } from '../../../protocol/timing';
import type { Failure } from '../../../src/domain/Failure';
import { amoTransport } from '../../../src/infrastructure/amocrm/amoTransport';
import { NO_CHANGE, RpcClient } from '../../../src/infrastructure/rpc/RpcClient';
import { RpcPhonebook } from '../../../src/infrastructure/rpc/RpcPhonebook';
import { Scope } from '../../../src/system/Scope';
import { FakeBackend } from '../../support/FakeBackend';

const headers = { amouser_email: 'a@b.c', amouser_id: 1, widget_version: '1.0.0' };
const URL = 'https://domain.com/asterisk_ng';

function setUp() {
  const backend = new FakeBackend();
  backend.answersItself = false;
  const scope = new Scope();
  const rpc = new RpcClient(amoTransport(backend, URL, 'a&b=c#d e'), headers, scope);
  const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      (value) => value,
      (error: unknown) => `${(error as Failure).reason}: ${(error as Failure).detail}`,
    );
  return { backend, scope, rpc, reasonOf };
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('posts one form field to the URL with the escaped key in its query', async () => {
  const { backend, rpc } = setUp();
  const done = rpc.call('originate', { phone: '101' });
  expect(backend.urls).toEqual([`${URL}?secret_key=a%26b%3Dc%23d%20e`]);
  expect(backend.seen[0]).toEqual({
    headers,
    content: { id: 1, jsonrpc: '2.0', method: 'originate', params: { phone: '101' } },
  });
  backend.waiting[0]?.answer({ whatever: 1 });
  expect(await done).toBeNull();
});

test('answers in any order are matched to their requests', async () => {
  const { backend, rpc } = setUp();
  const [first, second] = [
    rpc.call('get_contacts', { start_with: 'a', max_results: 5 }, contactsSchema),
    rpc.call('ping', {}),
  ];
  const [one, two] = [...backend.waiting];
  two?.answer({ ping: 'pong' });
  one?.answer([]);
  expect(await Promise.all([first, second])).toEqual([[], { ping: 'pong' }]);
});

test.each([
  ['ping', PING_LIMIT_MS],
  ['hangup', WIDGET_WAIT_MS],
] as const)('%s waits %d ms and no longer, and leaves no timer', async (method, ms) => {
  const { rpc, reasonOf } = setUp();
  let settled: unknown = 'waiting';
  void reasonOf(rpc.call(method, {})).then((value) => (settled = value));
  await jest.advanceTimersByTimeAsync(ms - 1);
  expect(settled).toBe('waiting');
  await jest.advanceTimersByTimeAsync(1);
  expect([settled, jest.getTimerCount()]).toEqual(['timeout: ', 0]);
});

test.each<[string, unknown, string]>([
  ['null', null, 'malformed: no status code'],
  ['text', 'oops', 'malformed: no status code'],
  ['HTML', '<html>502</html>', 'malformed: no status code'],
  ['no content', { headers: { status_code: 200 } }, 'malformed: no content'],
  [
    'wrong id',
    { headers: { status_code: 200 }, content: { id: 99, result: { result: 1 } } },
    'malformed: the id is not that of the request',
  ],
  [
    'a result of another type',
    { headers: { status_code: 200 }, content: { id: 1, result: { result: { ping: 1 } } } },
    'malformed: result of ping',
  ],
  ['no change to a question that is no poll', { headers: { status_code: 408 } }, 'malformed: no change'],
  ['401', { headers: { status_code: StatusCode.unauthorized } }, 'unauthorized: 401'],
  ['"409"', { headers: { status_code: '409' } }, 'incompatible: 409'],
  ['"404"', { headers: { status_code: '404' } }, 'protocol: 404'],
  [
    'an exception',
    {
      headers: { status_code: 200 },
      content: { id: 1, result: { result: null, exception_name: 'KeyError' } },
    },
    'refused: KeyError',
  ],
])('%s rejects the call at once', async (_what, body, expected) => {
  const { backend, rpc, reasonOf } = setUp();
  const outcome = reasonOf(rpc.call('ping', {}));
  backend.waiting[0]?.raw(body);
  expect(await outcome).toBe(expected);
  expect(jest.getTimerCount()).toBe(0);
});

test('a failure of the proxy is "unreachable" and does not contain the key', async () => {
  const { backend, rpc } = setUp();
  const failing = rpc.call('ping', {}).catch((error: unknown) => error);
  backend.waiting[0]?.fail();
  const error = await failing;
  expect(error).toMatchObject({ reason: 'unreachable' });
  expect(JSON.stringify(error) + String(error)).not.toMatch(/secret|b%3D|domain/);
});

test('closing the scope rejects all waiting calls, and later ones at once', async () => {
  const { scope, rpc, reasonOf } = setUp();
  const [poll, command] = [reasonOf(rpc.poll({ current_status: null })), reasonOf(rpc.call('hangup', {}))];
  scope.close();
  expect(await Promise.all([poll, command, reasonOf(rpc.call('ping', {}))])).toEqual(
    Array(3).fill('cancelled: '),
  );
  expect(jest.getTimerCount()).toBe(0);
});

test('a poll may end with no change', async () => {
  const { backend, rpc } = setUp();
  const poll = rpc.poll({ current_status: null });
  backend.waiting[0]?.raw({ headers: { status_code: 408 } });
  expect(await poll).toBe(NO_CHANGE);
});

test('the phone book returns each contact once, and no more than the limit', async () => {
  const { backend, rpc } = setUp();
  const phonebook = new RpcPhonebook(rpc);
  const contact = { uuid: 'c1', name: 'Анна', phone: '+7' };
  const all = [phonebook.find('a', 1), phonebook.last(2)];
  for (const { answer } of [...backend.waiting]) answer([contact, contact, { ...contact, uuid: 'c2' }]);
  expect(backend.seen.map(({ content }) => [content.method, content.params])).toEqual([
    ['get_contacts', { start_with: 'a', max_results: 1 }],
    ['get_last_contacts', { max_results: 2 }],
  ]);
  const anna = { id: 'c1', name: 'Анна', number: '+7', presence: null };
  expect(await Promise.all(all)).toEqual([[anna], [anna, { ...anna, id: 'c2' }]]);
});

test('the presence of a colleague is read; an unknown one is null', async () => {
  const { backend, rpc } = setUp();
  const found = new RpcPhonebook(rpc).last(6);
  const presences = ['FREE', 'RINGING', 'TALKING', 'DO_NOT_DISTURB', 'DREAMING', null];
  backend.waiting[0]?.answer(
    presences.map((presence, index) => ({ uuid: `c${index}`, name: 'Анна', phone: '1', presence })),
  );
  expect((await found).map(({ presence }) => presence)).toEqual([
    'free',
    'ringing',
    'talking',
    'doNotDisturb',
    null,
    null,
  ]);
});
