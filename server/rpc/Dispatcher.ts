import * as v from 'valibot';
import type { ExceptionName } from '../../protocol/ExceptionName';
import { isMethod, methods, type Method, type Result } from '../../protocol/methods';
import { decodeRequest, type Request } from '../../protocol/request';
import { exceptionResponse, statusResponse, successResponse } from '../../protocol/response';
import { StatusCode } from '../../protocol/StatusCode';
import type { Agent } from '../calls/Agent';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { CommandFault } from '../calls/CommandFault';
import type { Handlers } from './createHandlers';
import { decideAccess } from './decideAccess';
import type { Identity, Proof } from './Identity';
import { isQuery } from './isQuery';
import type { DispatchResult } from './DispatchResult';
import { RequestLimits } from './RequestLimits';
import { requesterOf } from './requesterOf';
import { runMethod } from './runMethod';
import { PAGE, type Sender } from './Sender';
import type { TraceLookup } from './TraceLookup';

/** Versions of widgets that this backend supports: major version 1. */
const VERSIONS = /^1\.\d+\.\d+$/;

/** Fields of the result for a request that could not be read. */
const NO_FIELDS = {
  extension: null,
  email: null,
  unknownUser: null,
  call: null,
  command: null,
  trace: null,
  origin: null,
  text: null,
};

/** How requests are read without `identity`. */
const CLAIMED: Proof = { kind: 'claimed' };

type User = NonNullable<DispatchResult['unknownUser']>;

/** What the dispatcher reports to and asks of the backend around it. */
export interface DispatcherOptions {
  /** Called when a method fails with anything but a `CommandFault`: an error in our code. */
  readonly onFault: (method: string, cause: unknown) => void;
  readonly traces?: TraceLookup;
  /** Counts a request; false: too many. @param requester extension, user who is no agent, or address of who is not proven */
  readonly allowRequest?: (requester: string) => boolean;
  /** Proves users; undefined: the headers are believed. */
  readonly identity?: Identity | undefined;
  /** Waits before a poll is refused, so that the widget does not repeat it at once. */
  readonly delayRefusal?: (signal: AbortSignal) => Promise<void>;
}

/** A valid request. It lives as long as its poll waits, thousands at a time, so it has only what the answer needs. */
interface ParsedRequest {
  readonly id: Request['content']['id'];
  readonly method: Method;
  readonly params: object;
  readonly agent: Agent | null;
  readonly proof: Proof['kind'];
  /** amoCRM's token; null: the request has none. */
  readonly amoToken: string | null;
  /**
   * Under which requests are counted: the extension, or the user who is no agent; null: who is not proven, of whom the
   * refused requests are counted by address.
   */
  readonly requester: string | null;
  readonly network: string;
  /** Gives the other fields of the result; called when the request is answered. */
  readonly logFields: () => Omit<DispatchResult, 'body' | 'method' | 'outcome'>;
}

/**
 * Parses a request of the wire, runs its method and builds the response. The order of refusals: unreadable (400),
 * version, unknown method, parameters, too many requests, user who is not proven, user who is no agent.
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
    const parsed = this.parse(json, request, proof, sender);
    return 'body' in parsed ? parsed : this.answer(parsed, signal);
  }

  private originOf(extension: string): ReturnType<TraceLookup['originOf']> {
    return this.options.traces?.originOf(extension) ?? null;
  }

  /** Parses a request's call; gives the refusal when it is invalid. */
  private parse(
    json: string,
    { headers, content }: Request,
    proof: Proof,
    { authToken, network }: Sender,
  ): ParsedRequest | DispatchResult {
    if (!VERSIONS.test(headers.widget_version)) return refused(StatusCode.incompatibleVersion);
    const { id, method } = content;
    if (!isMethod(method) || decideAccess(method, proof.kind) === 'unknown')
      return refused(StatusCode.unknownMethod);
    const parsed = v.safeParse(methods[method].params, content.params);
    if (!parsed.success) return refused(StatusCode.invalidParams, method);
    const params = parsed.output;
    const user = userOf(headers, proof);
    const agent = this.agentOf(user, proof);
    const text = isQuery(method) ? null : json;
    return {
      id,
      method,
      params,
      agent,
      proof: proof.kind,
      amoToken: method === 'open_session' ? (authToken ?? textOf(params, 'token')) : null,
      // Whoever only claims to be an agent does not use up the agent's requests.
      requester: agent?.extension ?? requesterOf(user, proof.kind),
      network,
      // Who is switched off is no user to add to the agents.
      logFields: this.logFields(user, proof.kind !== 'inactive', agent, method, params, text),
    };
  }

  /** Null: the user is no agent, or not proven. */
  private agentOf(user: User | null, proof: Proof): Agent | null {
    if (user === null || proof.kind === 'inactive') return null;
    const { email, userId } = user;
    return proof.kind === 'proven'
      ? this.directory.ofProvenUser(email, userId)
      : this.directory.ofUser(email, userId);
  }

  private async answer(request: ParsedRequest, signal: AbortSignal): Promise<DispatchResult> {
    const { id, method, requester, logFields } = request;
    try {
      if (requester !== null) this.limits.demand(requester);
      const result = await this.run(request, signal);
      return { body: successResponse(id, result), method, outcome: 'success', ...logFields() };
    } catch (error) {
      if (!(error instanceof CommandFault)) this.options.onFault(method, error);
      const reason = error instanceof CommandFault ? error.reason : 'InternalError';
      return { body: exceptionResponse(id, reason), method, outcome: reason, ...logFields() };
    }
  }

  /**
   * Notes what the request names and the origin of the agent's state now; the function that it returns gives the
   * result's fields at the time of the answer.
   */
  private logFields(
    user: User | null,
    isActive: boolean,
    agent: Agent | null,
    method: Method,
    params: ParsedRequest['params'],
    text: string | null,
  ): ParsedRequest['logFields'] {
    const email = user?.email ?? null;
    if (agent === null) return () => ({ ...NO_FIELDS, email, unknownUser: isActive ? user : null, text });
    const { extension } = agent;
    const call = textOf(params, 'unique_id');
    const command = textOf(params, 'command_id');
    const before = this.originOf(extension);
    return () => {
      const now = method === 'get_agent_status' ? this.originOf(extension) : null;
      // A poll that was answered at once with an older event would count the widget's pause as delay.
      const origin = now === before ? null : now;
      const trace = origin?.trace ?? (call === null ? null : (this.options.traces?.traceOf(call) ?? null));
      return {
        extension,
        // Of a user who is known by the id alone there is none.
        email: email === '' ? agent.email : email,
        unknownUser: null,
        call,
        command,
        trace,
        origin,
        text,
      };
    };
  }

  private async run(request: ParsedRequest, signal: AbortSignal): Promise<object | null> {
    const { agent, method, params, proof, network } = request;
    const { identity } = this.options;
    const access = decideAccess(method, proof);
    if (access === 'IdentityRequired') {
      this.limits.demandUnproven(network);
      return this.refuse(method, access, signal);
    }
    if (access === 'SessionExpired') throw new CommandFault(access);
    if (access === 'UserInactive') return this.refuse(method, access, signal);
    if (method === 'open_session') {
      if (identity === undefined) throw new CommandFault('NotSupported');
      return this.limits.openSession(identity, request);
    }
    if (method === 'ping') {
      const pong = await this.handlers.ping(agent);
      return identity === undefined ? pong : withIdentity(pong, proof === 'proven');
    }
    if (agent === null) return this.refuse(method, 'UnknownAgent', signal);
    return runMethod(this.handlers, method, params, agent, signal);
  }

  private async refuse(method: Method, reason: ExceptionName, signal: AbortSignal): Promise<never> {
    if (method === 'get_agent_status') await this.options.delayRefusal?.(signal);
    throw new CommandFault(reason);
  }
}

/** The user who is believed to ask; null: it has to be proven, and is not. */
function userOf({ amouser_email: email, amouser_id: userId }: Request['headers'], proof: Proof): User | null {
  if (proof.kind === 'claimed') return { email, userId };
  return proof.kind === 'proven' || proof.kind === 'inactive' ? proof.user : null;
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

/** The parameter `name`; null: it is missing, empty or no text. */
function textOf(params: object, name: string): string | null {
  const value: unknown = Reflect.get(params, name);
  return typeof value === 'string' && value !== '' ? value : null;
}
