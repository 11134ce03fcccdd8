import { WIDGET_WAIT_MS } from '../../../protocol/timing';
import type { Failure } from '../../../src/domain/Failure';
import { amoTransport } from '../../../src/infrastructure/amocrm/amoTransport';
import { RpcClient } from '../../../src/infrastructure/rpc/RpcClient';
import { Scope } from '../../../src/system/Scope';
import { FakeBackend } from '../../support/FakeBackend';
import { settle } from '../../support/FakeTimer';

const headers = { amouser_email: 'a@b.c', amouser_id: 1, widget_version: '1.0.0' };
const URL = 'https://domain.com/asterisk_ng';

function setUp() {
  const backend = new FakeBackend();
  backend.answersItself = false;
  const scope = new Scope();
  const rpc = new RpcClient(amoTransport(backend, URL, 'k'), headers, scope);
  const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => `${(error as Failure).reason}: ${(error as Failure).detail}`);
  return { backend, scope, rpc, reasonOf };
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('the key is appended to a query that the address already has', () => {
  const backend = new FakeBackend();
  void amoTransport(
    backend,
    `${URL}?a=1`,
    'k',
  )(
    {
      json: '{"headers":{"amouser_email":"a","amouser_id":1,"widget_version":"1"},"content":{"id":1,"jsonrpc":"2.0","method":"ping"}}',
      kind: 'command',
    },
    new AbortController().signal,
  );
  expect(backend.urls).toEqual([`${URL}?a=1&secret_key=k`]);
});

describe('requests that hang', () => {
  async function hang(abortable: boolean) {
    const set = setUp();
    set.backend.abortable = abortable;
    for (let turn = 0; turn < 2; turn += 1) {
      const poll = set.reasonOf(set.rpc.poll({ current_status: null }));
      await jest.advanceTimersByTimeAsync(WIDGET_WAIT_MS);
      expect(await poll).toBe('timeout: ');
    }
    return set;
  }

  test('two of them stop new polls but not commands; polls go on when one has ended', async () => {
    const { backend, rpc, reasonOf } = await hang(false);
    expect(await reasonOf(rpc.poll({ current_status: null }))).toBe('unreachable: earlier requests hang');
    void reasonOf(rpc.call('hangup', {}));
    expect(backend.count('hangup')).toBe(1);
    backend.poll().fail();
    void reasonOf(rpc.poll({ current_status: null }));
    expect(backend.count('get_agent_status')).toBe(3);
    await settle();
  });

  test('are aborted when the host returns an object with abort', async () => {
    const { backend, rpc, reasonOf } = await hang(true);
    expect(backend.aborted).toBe(2);
    void reasonOf(rpc.poll({ current_status: null }));
    expect(backend.count('get_agent_status')).toBe(3);
  });

  test('a host that throws or answers twice causes no second result', async () => {
    const { scope } = setUp();
    const thrower = new RpcClient(
      amoTransport(
        {
          crm_post: () => {
            throw new Error(`cannot post to ${URL}`);
          },
        },
        URL,
        'k',
      ),
      headers,
      scope,
    );
    await expect(thrower.call('ping', {})).rejects.toMatchObject({
      reason: 'unreachable',
      detail: 'crm_post failed',
    });
    const twice = new RpcClient(
      amoTransport(
        {
          crm_post: (_url, _data, done, _type, fail) => {
            fail(1);
            done('{}');
            done(null);
          },
        },
        URL,
        'k',
      ),
      headers,
      scope,
    );
    await expect(twice.call('ping', {})).rejects.toMatchObject({ reason: 'unreachable' });
  });
});
