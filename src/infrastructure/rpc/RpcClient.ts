import * as v from 'valibot';
import type { Method, Params, Result } from '../../../protocol/methods';
import { encodeRequest } from '../../../protocol/encodeRequest';
import type { RequestHeaders } from '../../../protocol/request';
import { acceptedResult, results } from '../../../protocol/results';
import { decodeResponse, type Reply } from '../../../protocol/response';
import { StatusCode } from '../../../protocol/StatusCode';
import { PING_LIMIT_MS, WIDGET_WAIT_MS } from '../../../protocol/timing';
import { Failure } from '../../domain/Failure';
import { logDebug } from '../../system/log';
import type { Scope } from '../../system/Scope';
import type { Transport, TransportRequest } from './Transport';

/** Result of a long poll that has ended with no change. */
export const NO_CHANGE = Symbol('no change');

/** JSON-RPC client of the backend. When its scope closes, all requests under way fail with `cancelled`. */
export class RpcClient {
  private lastId = 0;

  constructor(
    private readonly transport: Transport,
    private readonly headers: RequestHeaders,
    private readonly scope: Scope,
  ) {}

  /** Calls a method. Rejects with a `Failure`, after 3 s (`ping`) or 11 s (others) at the latest. */
  async call<M extends Exclude<Method, 'get_agent_status'>>(
    method: M,
    params: Params<M>,
  ): Promise<Result<M>> {
    const reply = await this.send(method, params, 'command', this.scope);
    if (reply === NO_CHANGE) throw new Failure('malformed', 'no change');
    return reply;
  }

  /** Sends a long poll. Resolves to the agent's status or `NO_CHANGE`. Closing `scope` cancels it. */
  poll(
    params: Params<'get_agent_status'>,
    scope = this.scope,
  ): Promise<Result<'get_agent_status'> | typeof NO_CHANGE> {
    return this.send('get_agent_status', params, 'poll', scope);
  }

  /** @param owner its closing cancels the request */
  private async send<M extends Method>(
    method: M,
    params: Params<M>,
    kind: TransportRequest['kind'],
    owner: Scope,
  ): Promise<Result<M> | typeof NO_CHANGE> {
    const id = ++this.lastId;
    const json = encodeRequest(this.headers, id, method, params);
    const raw = await withLimit(owner, method === 'ping' ? PING_LIMIT_MS : WIDGET_WAIT_MS, (signal) =>
      this.transport({ json, kind }, signal),
    );
    const reply = decodeResponse(raw, id);
    logDebug(method, reply.kind);
    return reply.kind === 'noChange' ? NO_CHANGE : readResult(method, reply);
  }
}

/**
 * Runs `work` with a time limit. Rejects with `timeout`, or `cancelled` when the owner closes, and aborts its signal.
 */
function withLimit(
  owner: Scope,
  ms: number,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const scope = owner.child();
  return new Promise<unknown>((resolve, reject) => {
    if (owner.closed) reject(new Failure('cancelled'));
    scope.after(ms, () => {
      reject(new Failure('timeout'));
    });
    scope.onClose(() => {
      reject(new Failure('cancelled'));
    });
    work(scope.signal).then(resolve, reject);
  }).finally(() => {
    scope.close();
  });
}

/** The validated result of a method. Throws a `Failure` for any other reply. */
function readResult<M extends Method>(method: M, reply: Exclude<Reply, { kind: 'noChange' }>): Result<M> {
  switch (reply.kind) {
    case 'result': {
      // Commands have no schema of their own in `results`.
      const schemas: { readonly [name in Method]?: v.GenericSchema<unknown, Result<Method>> } = results;
      const parsed = v.safeParse(schemas[method] ?? acceptedResult, reply.value);
      if (!parsed.success) throw new Failure('malformed', `result of ${method}`);
      return parsed.output;
    }
    case 'exception':
      throw new Failure('refused', reply.name);
    case 'status':
      throw new Failure(reasonOf(reply.code), String(reply.code));
    case 'malformed':
      throw new Failure('malformed', reply.why);
  }
}

/** Reason for a status code other than 200 and 408. */
function reasonOf(code: number): 'unauthorized' | 'incompatible' | 'protocol' {
  if (code === StatusCode.unauthorized) return 'unauthorized';
  return code === StatusCode.incompatibleVersion ? 'incompatible' : 'protocol';
}
