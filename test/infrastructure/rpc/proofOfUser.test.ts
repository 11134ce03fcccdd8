/** @jest-environment ./test/support/jsdomEnvironment.js */
import { statusResponse, exceptionResponse } from '../../../protocol/response';
import { encodeRequest } from '../../../protocol/encodeRequest';
import { NOT_IN_CONVERSATION } from '../../../protocol/agentStatus';
import { Failure } from '../../../src/domain/Failure';
import type { ProofOfUser } from '../../../src/infrastructure/rpc/ProofOfUser';
import { RpcClient } from '../../../src/infrastructure/rpc/RpcClient';
import { Scope } from '../../../src/system/Scope';
import { provenMethods } from '../../support/FakeBackend';
import { decodeRequest, type Request } from '../../../protocol/request';
import { successResponse } from '../../../protocol/response';

const headers = { amouser_email: 'a@b.cc', amouser_id: 1, widget_version: '1.0.0' };

/** A client of a backend that answers by `answer`, the texts that it has sent, and how often the proof was loaded. */
function start(answer: (request: Request) => object) {
  const sent: string[] = [];
  const loads: string[] = [];
  const proof: ProofOfUser = { run: (send) => send('token') };
  const rpc = new RpcClient(
    ({ json }) => {
      sent.push(json);
      const request = decodeRequest(json);
      if (request === null) throw new Error('that is no request of the wire');
      return Promise.resolve(answer(request));
    },
    headers,
    new Scope(),
    () => {
      loads.push('proof');
      return Promise.resolve(proof);
    },
  );
  return { rpc, sent, loads };
}

/** Answers as a backend that wants its users proven. */
function demanding({ headers: { session_token }, content: { id, method } }: Request): object {
  const isProven = session_token === 'token';
  const pong = { ping: 'pong', methods: provenMethods, identity: { is_proven: isProven } };
  if (method === 'ping') return successResponse(id, pong);
  return isProven ? successResponse(id, null) : exceptionResponse(id, 'IdentityRequired');
}

test('for a backend that asks for no proof not a byte is different, and nothing is loaded', async () => {
  const { rpc, sent, loads } = start(({ content: { id, method } }) =>
    method === 'ping' ? successResponse(id, { ping: 'pong' }) : successResponse(id, NOT_IN_CONVERSATION),
  );
  await rpc.call('ping', {});
  await rpc.poll({ current_status: NOT_IN_CONVERSATION });
  expect(sent).toEqual([
    encodeRequest(headers, 1, 'ping', {}),
    encodeRequest(headers, 2, 'get_agent_status', { current_status: NOT_IN_CONVERSATION }),
  ]);
  expect(sent.join()).not.toContain('session_token');
  expect(loads).toEqual([]);
});

test('a backend whose ping offers it gets the token, from that ping on', async () => {
  const { rpc, sent } = start(demanding);
  expect(await rpc.call('ping', {})).toMatchObject({ identity: { is_proven: true } });
  await rpc.call('hangup', {});
  expect(sent.map((json) => decodeRequest(json)?.headers.session_token)).toEqual([
    undefined,
    'token',
    'token',
  ]);
});

test('a tab that has not pinged sends a command again, which the backend did not run without proof', async () => {
  const { rpc, sent } = start(demanding);
  await rpc.call('hangup', {});
  expect(sent.map((json) => decodeRequest(json)?.headers.session_token)).toEqual([undefined, 'token']);
});

test('a backend that stops asking for proof gets no token any more', async () => {
  const { rpc, sent } = start(demanding);
  await rpc.call('ping', {});
  rpc.offered(['ping', 'get_agent_status']);
  await rpc.call('hangup', {}).catch(() => null);
  expect(decodeRequest(sent[2] ?? '')?.headers.session_token).toBeUndefined();
});

test('other refusals do not load the proof', async () => {
  const { rpc, loads } = start(() => statusResponse(401));
  const failure: unknown = await rpc.call('ping', {}).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(loads).toEqual([]);
});

test('each ping is sent without proof at first, since another backend may run after a failure', async () => {
  const state = { isOld: false };
  const { rpc, sent } = start((request) =>
    state.isOld ? successResponse(request.content.id, { ping: 'pong' }) : demanding(request),
  );
  await rpc.call('hangup', {});
  state.isOld = true;
  await rpc.call('ping', {});
  rpc.offered(null);
  await rpc.call('hangup', {});
  expect(sent.slice(2).join()).not.toContain('session_token');
});

test('a command that is sent while a ping is under way carries the proof', async () => {
  const { rpc, sent } = start(demanding);
  await rpc.call('ping', {});
  const ping = rpc.call('ping', {});
  await rpc.call('hangup', {});
  await ping;
  const commands = sent.map((json) => decodeRequest(json)).filter((one) => one?.content.method === 'hangup');
  expect(commands.map((one) => one?.headers.session_token)).toEqual(['token']);
});

test('a proven user without an agent learns it from ping as from any other method', async () => {
  const { rpc } = start(({ content: { id } }) =>
    successResponse(id, { ping: 'pong', agent: null, methods: provenMethods, identity: { is_proven: true } }),
  );
  const failure: unknown = await rpc.call('ping', {}).catch((error: unknown) => error);
  expect(failure).toMatchObject({ reason: 'refused', detail: 'UnknownAgent' });
});
