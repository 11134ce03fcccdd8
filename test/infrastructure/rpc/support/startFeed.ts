import type { AgentStatus } from '../../../../protocol/agentStatus';
import type { Failure } from '../../../../src/domain/Failure';
import { amoTransport } from '../../../../src/infrastructure/amocrm/amoTransport';
import { AgentStatusFeed } from '../../../../src/infrastructure/rpc/AgentStatusFeed';
import { RpcClient } from '../../../../src/infrastructure/rpc/RpcClient';
import { Scope } from '../../../../src/system/Scope';
import { FakeBackend } from '../../../support/FakeBackend';

let scopes: Scope[] = [];

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  for (const scope of scopes) scope.close();
  scopes = [];
  jest.useRealTimers();
});

/** A feed that polls a fake backend. Closing `scope` ends the feed but not its client, as when a tab stops leading. */
export function startFeed(backend = new FakeBackend()) {
  const [life, scope] = [new Scope(), new Scope()];
  scopes.push(life, scope);
  const rpc = new RpcClient(
    amoTransport(backend, 'https://d', 'k'),
    { amouser_email: 'a', amouser_id: 1, widget_version: '1.0.0' },
    life,
  );
  /** What was reported: statuses, and reasons of failures. */
  const heard: unknown[] = [];
  const heardAt: number[] = [];
  /** Methods of the backend, once for each answer to `ping`. */
  const pings: (readonly string[] | null)[] = [];
  const listener = {
    onMethods: (methods: readonly string[] | null) => pings.push(methods),
    onStatus: (status: AgentStatus, at: number) => {
      heard.push(status);
      heardAt.push(at);
    },
    onFailure: (failure: Failure) => heard.push(failure.reason),
  };
  const feed = new AgentStatusFeed(rpc, listener, scope, () => 0);
  const ended = feed.run(window);
  return {
    feed,
    backend,
    heard,
    heardAt,
    pings,
    ended,
    scope,
    life,
    /** `current_status` of the polls. */
    currentStatuses: (): unknown[] =>
      backend.seen
        .filter(({ content }) => content.method === 'get_agent_status')
        .map(({ content }) => content.params['current_status']),
    /** Lets time pass, ms. */
    pass: (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms),
  };
}
