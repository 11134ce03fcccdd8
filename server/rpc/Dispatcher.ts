import * as v from 'valibot';
import { isMethod, methods, type Method } from '../../protocol/methods';
import { decodeRequest, type Request } from '../../protocol/request';
import { exceptionResponse, statusResponse, successResponse } from '../../protocol/response';
import { StatusCode } from '../../protocol/statusCode';
import type { Agent } from '../calls/Agent';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { CommandFault } from '../calls/CommandFault';
import type { Handlers } from './createHandlers';
import { QUESTIONS } from './questions';
import type { DispatchResult } from './DispatchResult';
import { runMethod } from './runMethod';
import type { TraceLookup } from './TraceLookup';

/** Widgets that this backend understands: major version 1. */
const VERSIONS = /^1\.\d+\.\d+$/;

/** What is said of a request that got nowhere. */
const NOTHING = {
  extension: null,
  unknownUser: null,
  call: null,
  command: null,
  trace: null,
  origin: null,
  text: null,
};

/** A request that was read. Of thousands that are held each is kept: it has no more than its answer needs. */
interface Asked {
  readonly id: Request['content']['id'];
  readonly method: Method;
  readonly params: object;
  readonly agent: Agent | null;
  /** Counts the request: extension, or e-mail of a user who has none. */
  readonly asker: string;
  /** What the log may know, once it is answered. */
  readonly follow: () => Omit<DispatchResult, 'body' | 'method' | 'outcome'>;
}

/** Takes the text of the form field `json` to the method that it names. Never rejects. */
export class Dispatcher {
  constructor(
    private readonly handlers: Handlers,
    private readonly directory: AgentDirectory,
    /** Told of errors that are faults of ours. */
    private readonly onFault: (method: string, cause: unknown) => void,
    private readonly traces: TraceLookup = { originOf: () => null, traceOf: () => null },
    /** May this one ask now, or was it too often? @param asker extension, or e-mail of a user who has none */
    private readonly mayAsk: (asker: string) => boolean = () => true,
    /** Delays the refusal of a poll, so that its asker does not repeat it all the time. */
    private readonly holdRefusal: (signal: AbortSignal) => Promise<void> = () => Promise.resolve(),
  ) {}

  /** @param json null when the form has no such field */
  dispatch(json: string | null, signal: AbortSignal): Promise<DispatchResult> {
    const asked = this.read(json);
    return 'body' in asked ? Promise.resolve(asked) : this.run(asked, signal);
  }

  /** Reads a request; the answer when it can't be read. */
  private read(json: string | null): Asked | DispatchResult {
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
    const asker = agent?.extension ?? headers.amouser_email.toLowerCase();
    const text = QUESTIONS.has(method) ? null : json;
    return { id, method, params, agent, asker, follow: this.follow(headers, agent, method, params, text) };
  }

  private async run(
    { id, method, params, agent, asker, follow }: Asked,
    signal: AbortSignal,
  ): Promise<DispatchResult> {
    try {
      if (!this.mayAsk(asker)) throw new CommandFault('TooManyRequests');
      const result = await this.handle(agent, method, params, signal);
      return { body: successResponse(id, result), method, outcome: 'success', ...follow() };
    } catch (error) {
      if (!(error instanceof CommandFault)) this.onFault(method, error);
      const reason = error instanceof CommandFault ? error.reason : 'InternalError';
      return { body: exceptionResponse(id, reason), method, outcome: reason, ...follow() };
    }
  }

  /** Begins to follow a request; the answer tells what the log may know, once it is answered. */
  private follow(
    { amouser_email: email, amouser_id: userId }: Request['headers'],
    agent: Agent | null,
    method: Method,
    params: Asked['params'],
    text: string | null,
  ): Asked['follow'] {
    if (agent === null) return () => ({ ...NOTHING, unknownUser: { email, userId }, text });
    const { extension } = agent;
    const call = textOf(params, 'unique_id');
    const command = textOf(params, 'command_id');
    const before = this.traces.originOf(extension);
    return () => {
      const now = method === 'get_agent_status' ? this.traces.originOf(extension) : null;
      // A poll that an older event had been waiting for says nothing of how quick we are.
      const origin = now === before ? null : now;
      const trace = origin?.trace ?? (call === null ? null : this.traces.traceOf(call));
      return { extension, unknownUser: null, call, command, trace, origin, text };
    };
  }

  private handle(
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
    if (method === 'get_agent_status') await this.holdRefusal(signal);
    throw new CommandFault('UnknownAgent');
  }
}

function refused(code: Exclude<StatusCode, 200>, method = ''): DispatchResult {
  return { body: statusResponse(code), method, outcome: String(code), ...NOTHING };
}

/** A parameter that is text and not empty; null: there is none of this name. */
function textOf(params: object, name: string): string | null {
  const value: unknown = Reflect.get(params, name);
  return typeof value === 'string' && value !== '' ? value : null;
}
