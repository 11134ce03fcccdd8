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
import type { ProofOfUser } from './ProofOfUser';
import type { Transport, TransportRequest } from './Transport';

/** Result of a long poll that has ended with no change. */
export const NO_CHANGE = Symbol('no change');

/** Methods whose results can be read from the start: those of `results`, and those that return no data. */
type PlainMethod =
  'ping' | { [M in Method]: Result<M> extends null ? M : never }[Exclude<Method, 'get_agent_status'>];

/** JSON-RPC client of the backend. When its scope closes, all requests under way fail with `cancelled`. */
export class RpcClient {
  private lastId = 0;
  /** The backend wants requests to carry a session token. */
  private isProving = false;
  private methods: readonly string[] = [];

  constructor(
    private readonly transport: Transport,
    private readonly headers: RequestHeaders,
    private readonly scope: Scope,
    /** Loads the proof of the user, for a backend that wants one; null: there is none. */
    private readonly loadProof: (() => Promise<ProofOfUser>) | null = null,
  ) {}

  /** Takes the backend's methods, as `ping` lists them: with `open_session` it wants a session token, else none. */
  offered(methods: readonly string[] | null): void {
    this.methods = methods ?? [];
    this.isProving = this.offers('open_session');
  }

  /** Has the backend listed this method? */
  offers(method: Method): boolean {
    return this.methods.includes(method);
  }

  /** Calls a method. Rejects with a `Failure`, after 3 s (`ping`) or 11 s (others) at the latest. */
  call<M extends PlainMethod>(method: M, params: Params<M>): Promise<Result<M>>;
  /** @param schema of the result, which is not loaded before a file that needs it */
  call<M extends Exclude<Method, 'get_agent_status'>>(
    method: M,
    params: Params<M>,
    schema: v.GenericSchema<unknown, Result<M>>,
  ): Promise<Result<M>>;
  async call<M extends Exclude<Method, 'get_agent_status'>>(
    method: M,
    params: Params<M>,
    schema?: v.GenericSchema<unknown, Result<M>>,
  ): Promise<Result<M>> {
    const reply = await this.send(method, params, 'command', this.scope, schema);
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

  /** Sends a request, with proof of the user if the backend has asked for it. @param owner its closing cancels it */
  private async send<M extends Method>(
    method: M,
    params: Params<M>,
    kind: TransportRequest['kind'],
    owner: Scope,
    schema?: v.GenericSchema<unknown, Result<M>>,
  ): Promise<Result<M> | typeof NO_CHANGE> {
    const send = (session_token?: string): Promise<Result<M> | typeof NO_CHANGE> =>
      this.sendOnce(
        session_token ? { ...this.headers, session_token } : this.headers,
        method,
        params,
        kind,
        owner,
        schema,
      );
    const { loadProof } = this;
    // `ping` is sent at the start and after failures, when a backend of another mode or version may run.
    if (this.isProving && loadProof && method !== 'ping') return (await loadProof()).run(send);
    try {
      return await send();
    } catch (error) {
      if (!loadProof || Failure.from(error).detail !== 'IdentityRequired') throw error;
      this.isProving = true;
      return (await loadProof()).run(send);
    }
  }

  private async sendOnce<M extends Method>(
    headers: RequestHeaders,
    method: M,
    params: Params<M>,
    kind: TransportRequest['kind'],
    owner: Scope,
    schema?: v.GenericSchema<unknown, Result<M>>,
  ): Promise<Result<M> | typeof NO_CHANGE> {
    const id = ++this.lastId;
    const json = encodeRequest(headers, id, method, params);
    const raw = await withLimit(owner, method === 'ping' ? PING_LIMIT_MS : WIDGET_WAIT_MS, (signal) =>
      this.transport({ json, kind }, signal),
    );
    const reply = decodeResponse(raw, id);
    logDebug(method, reply.kind);
    if (reply.kind === 'noChange') return NO_CHANGE;
    const result = readResult(method, reply, schema);
    if (method === 'ping') checkIdentity(result as Result<'ping'>);
    return result;
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

/** A `ping` is answered to everybody, also where other methods are refused. Throws their `Failure`. */
function checkIdentity({ identity, agent }: Result<'ping'>): void {
  if (identity?.is_proven === false) throw new Failure('refused', 'IdentityRequired');
  if (identity && agent === null) throw new Failure('refused', 'UnknownAgent');
}

/** The validated result of a method. Throws a `Failure` for any other reply. */
function readResult<M extends Method>(
  method: M,
  reply: Exclude<Reply, { kind: 'noChange' }>,
  schema?: v.GenericSchema<unknown, Result<M>>,
): Result<M> {
  switch (reply.kind) {
    case 'result': {
      // Commands have no schema of their own in `results`.
      const schemas: { readonly [name in Method]?: v.GenericSchema<unknown, Result<Method>> } = results;
      const parsed = v.safeParse(schema ?? schemas[method] ?? acceptedResult, reply.value);
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
