import { NOT_IN_CONVERSATION } from '../../../protocol/agentStatus';
import { Failure } from '../../../src/domain/Failure';
import type { DirectFault } from '../../../src/infrastructure/direct/DirectFault';
import { directTransport } from '../../../src/infrastructure/direct/directTransport';
import { isLocalNetworkDenied } from '../../../src/infrastructure/direct/isLocalNetworkDenied';
import { RpcClient } from '../../../src/infrastructure/rpc/RpcClient';
import { Scope } from '../../../src/system/Scope';
import { listen, startRoutes, type RoutesUnderTest } from '../../server/support/startRoutes';
import { KEY } from '../../server/support/startBackend';
import { eventually } from '../../server/support/eventually';

const ORIGIN = 'https://company.amocrm.ru';
const headers = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };
const allowed = (): Promise<DirectFault> => Promise.resolve('direct.notReached');

let backend: RoutesUnderTest;
let url: string;
let scope: Scope;
/** URL and options of each request to `fetch`. */
let sent: { readonly url: string; readonly init: RequestInit }[];

beforeEach(async () => {
  scope = new Scope();
  sent = [];
  backend = await startRoutes({ http: { cors: { origins: [ORIGIN] } } });
  url = `${await listen(backend.http)}/asterisk_ng`;
});

afterEach(async () => {
  scope.close();
  await backend.close();
});

/** Node's own fetch, as a page of this origin would use it. Node enforces no CORS: so the answer's header is looked at. */
const asPage =
  (origin: string): typeof fetch =>
  async (to, init = {}) => {
    sent.push({ url: new Request(to).url, init });
    const response = await fetch(to, { ...init, headers: { origin } });
    if (response.headers.get('access-control-allow-origin') !== origin)
      throw new TypeError('Failed to fetch');
    return response;
  };

function client({ key = KEY, origin = ORIGIN, findFault = allowed } = {}): RpcClient {
  return new RpcClient(directTransport(asPage(origin), url, key, findFault), headers, scope);
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof Failure ? `${error.reason} ${error.detail}`.trim() : error),
  );

test('the backend answers a page whose origin it allows; no cookie or referrer is sent', async () => {
  const rpc = client();
  expect(await rpc.call('ping', {})).toMatchObject({ ping: 'pong' });
  const [request = { url: '', init: {} }] = sent;
  const { init } = request;
  expect(new URL(request.url).searchParams.get('secret_key')).toBe(KEY);
  expect(init).toMatchObject({
    method: 'POST',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  });
  // Such a request needs no preflight: a form, and no header of ours.
  expect(init.headers).toBeUndefined();
  expect(init.body).toBeInstanceOf(URLSearchParams);
  expect(backend.log.join('')).not.toContain(KEY);
});

test('a wrong key and a refused command are reported as through the proxy', async () => {
  expect(await failureOf(client({ key: 'wrong' }).call('ping', {}))).toBe('unauthorized 401');
  expect(await failureOf(client().call('hangup', {}))).toBe('refused NoActiveCall');
});

test('a poll is held until the status changes', async () => {
  const rpc = client();
  const poll = rpc.poll({ current_status: NOT_IN_CONVERSATION });
  await eventually('the poll is held', () => backend.states.waitingPolls === 1);
  await backend.timer.pass(8_000);
  expect(await poll).toMatchObject({ status: 'NOT_CONVERSATION' });
});

test('an aborted request is cancelled at the backend too', async () => {
  const rpc = client();
  const poll = failureOf(rpc.poll({ current_status: NOT_IN_CONVERSATION }));
  await eventually('the poll is held', () => backend.states.waitingPolls === 1);
  scope.close();
  expect(await poll).toBe('cancelled');
  await eventually('the poll is gone', () => backend.states.waitingPolls === 0);
});

test('the transport itself calls an aborted request cancelled, also when the browser has not begun it', async () => {
  const transport = directTransport(asPage(ORIGIN), url, KEY, allowed);
  const request = { json: '{}', kind: 'command' } as const;
  expect(await failureOf(transport(request, AbortSignal.abort()))).toBe('cancelled');
});

test('an origin that is not allowed and a backend that is down give the same failure', async () => {
  expect(await failureOf(client({ origin: 'https://other.amocrm.ru' }).call('ping', {}))).toBe(
    'unreachable direct.notReached',
  );
  const rpc = client();
  await backend.http.close();
  expect(await failureOf(rpc.call('ping', {}))).toBe('unreachable direct.notReached');
});

test('an address without the path gives a failure with its HTTP status', async () => {
  url = new URL(url).origin;
  const failure = await client()
    .call('ping', {})
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ reason: 'malformed', httpStatus: 404 });
});

test('a browser whose permission denies the local network is named as the cause', async () => {
  const rpc = client({
    origin: 'https://other.amocrm.ru',
    findFault: () => Promise.resolve('direct.localNetwork' as const),
  });
  expect(await failureOf(rpc.call('ping', {}))).toBe('unreachable direct.localNetwork');
});

test("a failure never contains the key, whatever the browser's error says", async () => {
  const transport = directTransport(
    (to) => Promise.reject(new TypeError(`Failed to fetch ${new Request(to).url}`)),
    'https://domain.com',
    'top-secret',
    allowed,
  );
  const error = await transport({ json: '{}', kind: 'poll' }, scope.signal).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(Failure);
  expect([String(error), String((error as Failure).cause)]).toEqual([
    'Failure: unreachable: direct.notReached',
    'undefined',
  ]);
});

test.each<[string, Response, string]>([
  [
    'a fault of the web server before the backend',
    new Response('<h1>502</h1>', { status: 502 }),
    'unreachable',
  ],
  ['a web page in place of the backend', new Response('<h1>404</h1>', { status: 404 }), 'malformed'],
  ['another page', new Response('<html></html>'), 'malformed no status code'],
])('%s gives the same failure as through the proxy', async (_what, response, failure) => {
  const transport = directTransport(() => Promise.resolve(response), 'https://domain.com', 'k', allowed);
  expect(await failureOf(new RpcClient(transport, headers, scope).call('ping', {}))).toBe(failure);
});

describe('the permission for the local network', () => {
  const browser = (query: (name: string) => Promise<{ state: PermissionState }>) =>
    ({ permissions: { query: ({ name }: { name: string }) => query(name) } }) as unknown as Navigator;

  test.each<[PermissionState, boolean]>([
    ['denied', true],
    ['granted', false],
    ['prompt', false],
  ])('%s', async (state, isDenied) => {
    const asked: string[] = [];
    const navigator = browser((name) => {
      asked.push(name);
      return Promise.resolve({ state });
    });
    expect([await isLocalNetworkDenied(navigator), asked]).toEqual([isDenied, ['local-network-access']]);
  });

  test('a browser that does not know the permission, or has no permissions API, has not denied it', async () => {
    expect(await isLocalNetworkDenied(browser(() => Promise.reject(new TypeError('no such name'))))).toBe(
      false,
    );
    expect(await isLocalNetworkDenied({} as Navigator)).toBe(false);
  });
});
