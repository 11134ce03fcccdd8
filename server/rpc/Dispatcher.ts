import * as v from 'valibot';
import { isMethod, methods, type Method } from '../../protocol/methods';
import { decodeRequest, type Request } from '../../protocol/request';
import { exceptionResponse, statusResponse, successResponse } from '../../protocol/response';
import { StatusCode } from '../../protocol/statusCode';
import type { Agent } from '../calls/Agent';
import type { AgentDirectory } from '../calls/AgentDirectory';
import { CommandFault } from '../calls/CommandFault';
import type { Handlers } from './handlers';
import type { Reply } from './Reply';

/** Widgets that this backend understands: major version 1. */
const VERSIONS = /^1\.\d+\.\d+$/;

/** Takes the text of the form field `json` to the method that it names. Never rejects. */
export class Dispatcher {
  constructor(
    private readonly handlers: Handlers,
    private readonly directory: AgentDirectory,
    /** Told of errors that are faults of ours. */
    private readonly onFault: (method: string, cause: unknown) => void,
  ) {}

  /** @param json null when the form has no such field */
  async dispatch(json: string | null, signal: AbortSignal): Promise<Reply> {
    const request = json === null ? null : decodeRequest(json);
    if (request === null) return refused(StatusCode.badRequest);
    if (!VERSIONS.test(request.headers.widget_version)) return refused(StatusCode.incompatibleVersion);
    const { method, params } = request.content;
    if (!isMethod(method)) return refused(StatusCode.unknownMethod);
    const parsed = v.safeParse(methods[method].params, params);
    if (!parsed.success) return refused(StatusCode.invalidParams, method);
    return this.run(request, method, parsed.output, signal);
  }

  private async run(request: Request, method: Method, params: object, signal: AbortSignal): Promise<Reply> {
    const { id } = request.content;
    try {
      const result = await this.handle(request, method, params, signal);
      return { body: successResponse(id, result), method, outcome: 'success' };
    } catch (error) {
      if (!(error instanceof CommandFault)) this.onFault(method, error);
      const reason = error instanceof CommandFault ? error.reason : 'InternalError';
      return { body: exceptionResponse(id, reason), method, outcome: reason };
    }
  }

  private handle(
    request: Request,
    method: Method,
    params: object,
    signal: AbortSignal,
  ): Promise<object | null> {
    const { amouser_email, amouser_id } = request.headers;
    const agent = this.directory.ofUser(amouser_email, amouser_id);
    if (method === 'ping') return this.handlers.ping(agent);
    if (agent === null) throw new CommandFault('UnknownAgent');
    // The table pairs each method with its parameters; the compiler loses that pairing over a union of methods.
    const handler = this.handlers[method] as (
      params: object,
      agent: Agent,
      signal: AbortSignal,
    ) => Promise<object | null>;
    return handler(params, agent, signal);
  }
}

function refused(code: Exclude<StatusCode, 200>, method = ''): Reply {
  return { body: statusResponse(code), method, outcome: String(code) };
}
