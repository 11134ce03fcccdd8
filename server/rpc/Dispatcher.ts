import * as v from 'valibot';
import { isMethod, methods, type Method } from '../../protocol/methods';
import { decodeRequest, type Request } from '../../protocol/request';
import { exceptionResponse, statusResponse, successResponse } from '../../protocol/response';
import { StatusCode } from '../../protocol/StatusCode';
import type { Agent } from '../calls/Agent';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { CommandFault } from '../calls/CommandFault';
import type { Handlers } from './createHandlers';
import { isQuery } from './isQuery';
import type { DispatchResult } from './DispatchResult';
import { runMethod } from './runMethod';
import type { TraceLookup } from './TraceLookup';

/** Versions of widgets that this backend supports: major version 1. */
const VERSIONS = /^1\.\d+\.\d+$/;

/** Fields of the result for a request that could not be read. */
const NO_FIELDS = {
  extension: null,
  unknownUser: null,
  call: null,
  command: null,
  trace: null,
  origin: null,
  text: null,
};

/** What the dispatcher reports to and asks of the backend around it. */
export interface DispatcherOptions {
  /** Called when a method fails with anything but a `CommandFault`: an error in our code. */
  readonly onFault: (method: string, cause: unknown) => void;
  readonly traces?: TraceLookup;
  /** Counts a request; false: too many. @param requester extension, or the e-mail of a user who is no agent */
  readonly allowRequest?: (requester: string) => boolean;
  /** Waits before a poll is refused, so that the widget does not repeat it at once. */
  readonly delayRefusal?: (signal: AbortSignal) => Promise<void>;
}

/** A valid request. It lives as long as its poll waits, thousands at a time, so it has only what the answer needs. */
interface ParsedRequest {
  readonly id: Request['content']['id'];
  readonly method: Method;
  readonly params: object;
  readonly agent: Agent | null;
  /** Under which requests are counted: the extension, or the e-mail of a user who is no agent. */
  readonly requester: string;
  /** Gives the other fields of the result; called when the request is answered. */
  readonly logFields: () => Omit<DispatchResult, 'body' | 'method' | 'outcome'>;
}

/**
 * Parses a request of the wire, runs its method and builds the response. The order of refusals: unreadable (400),
 * version, unknown method, parameters, too many requests, user who is no agent.
 */
export class Dispatcher {
  constructor(
    private readonly handlers: Handlers,
    private readonly directory: AgentDirectory,
    private readonly options: DispatcherOptions,
  ) {}

  /**
   * Answers one request; never rejects.
   * @param json text of the form's field `json`; null: there is no such field
   * @param signal aborted when the widget disconnects
   */
  dispatch(json: string | null, signal: AbortSignal): Promise<DispatchResult> {
    const request = this.parse(json);
    return 'body' in request ? Promise.resolve(request) : this.answer(request, signal);
  }

  private originOf(extension: string): ReturnType<TraceLookup['originOf']> {
    return this.options.traces?.originOf(extension) ?? null;
  }

  /** Parses a request; gives the refusal when it is invalid. */
  private parse(json: string | null): ParsedRequest | DispatchResult {
    const request = json === null ? null : decodeRequest(json);
    if (json === null || request === null) return refused(StatusCode.badRequest);
    const { headers, content } = request;
    if (!VERSIONS.test(headers.widget_version)) return refused(StatusCode.incompatibleVersion);
    const { id, method } = content;
    if (!isMethod(method)) return refused(StatusCode.unknownMethod);
    const parsed = v.safeParse(methods[method].params, content.params);
    if (!parsed.success) return refused(StatusCode.invalidParams, method);
    const params = parsed.output;
    const agent = this.directory.ofUser(headers.amouser_email, headers.amouser_id);
    const requester = agent?.extension ?? headers.amouser_email.toLowerCase();
    const text = isQuery(method) ? null : json;
    return {
      id,
      method,
      params,
      agent,
      requester,
      logFields: this.logFields(headers, agent, method, params, text),
    };
  }

  private async answer(
    { id, method, params, agent, requester, logFields }: ParsedRequest,
    signal: AbortSignal,
  ): Promise<DispatchResult> {
    try {
      if (this.options.allowRequest?.(requester) === false) throw new CommandFault('TooManyRequests');
      const result = await this.run(agent, method, params, signal);
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
    { amouser_email: email, amouser_id: userId }: Request['headers'],
    agent: Agent | null,
    method: Method,
    params: ParsedRequest['params'],
    text: string | null,
  ): ParsedRequest['logFields'] {
    if (agent === null) return () => ({ ...NO_FIELDS, unknownUser: { email, userId }, text });
    const { extension } = agent;
    const call = textOf(params, 'unique_id');
    const command = textOf(params, 'command_id');
    const before = this.originOf(extension);
    return () => {
      const now = method === 'get_agent_status' ? this.originOf(extension) : null;
      // A poll that was answered at once with an older event would count the widget's pause as delay.
      const origin = now === before ? null : now;
      const trace = origin?.trace ?? (call === null ? null : (this.options.traces?.traceOf(call) ?? null));
      return { extension, unknownUser: null, call, command, trace, origin, text };
    };
  }

  private run(
    agent: Agent | null,
    method: Method,
    params: object,
    signal: AbortSignal,
  ): Promise<object | null> {
    if (method === 'ping') return this.handlers.ping(agent);
    if (agent === null) return this.refuse(method, signal);
    return runMethod(this.handlers, method, params, agent, signal);
  }

  private async refuse(method: Method, signal: AbortSignal): Promise<never> {
    if (method === 'get_agent_status') await this.options.delayRefusal?.(signal);
    throw new CommandFault('UnknownAgent');
  }
}

function refused(code: Exclude<StatusCode, 200>, method = ''): DispatchResult {
  return { body: statusResponse(code), method, outcome: String(code), ...NO_FIELDS };
}

/** The parameter `name`; null: it is missing, empty or no text. */
function textOf(params: object, name: string): string | null {
  const value: unknown = Reflect.get(params, name);
  return typeof value === 'string' && value !== '' ? value : null;
}
