import * as v from 'valibot';
import type { ExceptionName } from '../../protocol/ExceptionName';
import { isMethod, methods, type Method, type Result } from '../../protocol/methods';
import { decodeRequest, type Request } from '../../protocol/request';
import { exceptionResponse, statusResponse, successResponse } from '../../protocol/response';
import { StatusCode } from '../../protocol/StatusCode';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { CommandFault } from '../calls/CommandFault';
import { askerOf, type Asker } from './Asker';
import type { Handlers } from './createHandlers';
import { decideAccess, type Access } from './decideAccess';
import type { Identity, Proof } from './Identity';
import type { DispatchResult } from './DispatchResult';
import { isAudited, isQuery } from './isQuery';
import { NO_FIELDS, noteFields, senderFields, textOf, type LogFields } from './LogFields';
import type { AllowRequest } from './Requester';
import { RequestLimits } from './RequestLimits';
import { runMethod } from './runMethod';
import { PAGE, type Sender } from './Sender';
import type { TraceLookup } from './TraceLookup';

/** Versions of widgets that this backend supports: major version 1. */
const VERSIONS = /^1\.\d+\.\d+$/;

/** How requests are read without `identity`. */
const CLAIMED: Proof = { kind: 'claimed' };

/** Parameters of a request that is refused whatever they are: they are not looked at. */
const NOT_RUN = { success: true, output: {} } as const;

/** What the dispatcher reports to and asks of the backend around it. */
export interface DispatcherOptions {
  /** Called when a method fails with anything but a `CommandFault`: an error in our code. */
  readonly onFault: (method: string, cause: unknown) => void;
  readonly traces?: TraceLookup;
  readonly allowRequest?: AllowRequest;
  /** Proves users; undefined: the headers are believed. */
  readonly identity?: Identity | undefined;
  /** Waits before a poll is refused, so that the widget does not repeat it at once. @param network of the sender's address */
  readonly delayRefusal?: (signal: AbortSignal, network: string) => Promise<void>;
}

/** A valid request. It lives as long as its poll waits, thousands at a time, so it has only what the answer needs. */
interface ParsedRequest {
  readonly id: Request['content']['id'];
  readonly method: Method;
  readonly access: Exclude<Access, 'unknown'>;
  /** Empty where the request is refused whatever they are. */
  readonly params: object;
  readonly asker: Asker;
  /** amoCRM's token; null: the request has none. */
  readonly amoToken: string | null;
  readonly network: string;
  /** Gives the other fields of the result; called when the request is answered. */
  readonly logFields: () => LogFields;
}

/**
 * Parses a request of the wire, runs its method and builds the response. The order of refusals: unreadable (400),
 * too many requests of the sender, version, unknown method, user who is not proven, parameters, user who is no agent.
 */
export class Dispatcher {
  private readonly limits: RequestLimits;

  constructor(
    private readonly handlers: Handlers,
    private readonly directory: AgentDirectory,
    private readonly options: DispatcherOptions,
  ) {
    this.limits = new RequestLimits(options.allowRequest);
  }

  /**
   * Answers one request; never rejects.
   * @param json text of the form's field `json`; null: there is no such field
   * @param signal aborted when the widget disconnects
   */
  async dispatch(json: string | null, signal: AbortSignal, sender: Sender = PAGE): Promise<DispatchResult> {
    const request = json === null ? null : decodeRequest(json);
    if (json === null || request === null) return refused(StatusCode.badRequest);
    const proof = (await this.options.identity?.prove(request.headers)) ?? CLAIMED;
    const asker = askerOf(request.headers, proof, this.directory);
    // Before more of it is looked at: so wrong requests are counted, too, and those over the limit cost the least.
    if (!this.limits.allow(asker.requester, sender.network)) return tooMany(json, request, asker);
    const parsed = this.parse(json, request, asker, sender);
    return 'body' in parsed ? parsed : this.answer(parsed, signal);
  }

  /** Parses a request's call; gives the refusal when it is invalid. */
  private parse(
    json: string,
    { headers, content }: Request,
    asker: Asker,
    { authToken, network }: Sender,
  ): ParsedRequest | DispatchResult {
    if (!VERSIONS.test(headers.widget_version)) return refused(StatusCode.incompatibleVersion);
    const { id, method } = content;
    if (!isMethod(method)) return refused(StatusCode.unknownMethod);
    const access = decideAccess(method, asker.proof);
    if (access === 'unknown') return refused(StatusCode.unknownMethod);
    const parsed = access === 'run' ? v.safeParse(methods[method].params, content.params) : NOT_RUN;
    if (!parsed.success) return refused(StatusCode.invalidParams, method);
    const params = parsed.output;
    return {
      id,
      method,
      access,
      params,
      asker,
      amoToken: method === 'open_session' ? (authToken ?? textOf(params, 'token')) : null,
      network,
      logFields: noteFields(this.options.traces, asker, { method, params, json }),
    };
  }

  private async answer(request: ParsedRequest, signal: AbortSignal): Promise<DispatchResult> {
    const { id, method, logFields } = request;
    try {
      const result = await this.run(request, signal);
      return { body: successResponse(id, result), method, outcome: 'success', ...logFields() };
    } catch (error) {
      if (!(error instanceof CommandFault)) this.options.onFault(method, error);
      const reason = error instanceof CommandFault ? error.reason : 'InternalError';
      return { body: exceptionResponse(id, reason), method, outcome: reason, ...logFields() };
    }
  }

  private async run(request: ParsedRequest, signal: AbortSignal): Promise<object | null> {
    const { access, method, params, network, amoToken } = request;
    const { agent, proof, requester, user } = request.asker;
    const { identity } = this.options;
    if (access === 'IdentityRequired') {
      this.limits.demandUnproven(network);
      return this.refuse(request, access, signal);
    }
    if (access === 'SessionExpired') throw new CommandFault(access);
    if (access === 'UserInactive') return this.refuse(request, access, signal);
    if (method === 'open_session') {
      if (identity === undefined) throw new CommandFault('NotSupported');
      return this.limits.openSession(identity, { amoToken, requester, network });
    }
    if (method === 'ping') {
      const pong = await this.handlers.ping(agent);
      return identity === undefined ? pong : withIdentity(pong, proof === 'proven');
    }
    if (agent === null) return this.refuse(request, 'UnknownAgent', signal);
    const result = await runMethod(this.handlers, method, params, agent, signal);
    // The user may have been switched off while the poll was held: what has happened since is not for them.
    if (isQuery(method) && proof === 'proven' && user !== null && identity?.isInactive(user.userId) === true)
      throw new CommandFault('UserInactive');
    return result;
  }

  private async refuse(
    { method, network }: ParsedRequest,
    reason: ExceptionName,
    signal: AbortSignal,
  ): Promise<never> {
    if (method === 'get_agent_status') await this.options.delayRefusal?.(signal, network);
    throw new CommandFault(reason);
  }
}

function withIdentity(pong: Result<'ping'>, isProven: boolean): Result<'ping'> {
  return {
    ...pong,
    methods: [...(pong.methods ?? []), 'open_session'],
    identity: { is_proven: isProven },
  };
}

function refused(code: Exclude<StatusCode, 200>, method = ''): DispatchResult {
  return { body: statusResponse(code), method, outcome: String(code), ...NO_FIELDS };
}

/** The answer to a request over the sender's limit, of which nothing more is looked at. */
function tooMany(json: string, { content: { id, method } }: Request, asker: Asker): DispatchResult {
  const outcome = 'TooManyRequests';
  const isKept = isMethod(method) && isAudited(method);
  return {
    body: exceptionResponse(id, outcome),
    method: isMethod(method) ? method : '',
    outcome,
    ...senderFields(asker, isKept ? json : null),
  };
}
