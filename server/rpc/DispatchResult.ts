import type { ResponseBody } from '../../protocol/response';
import type { Origin } from '../calls/Telephony';

/** The answer to a request, and what log, audit and metrics get to know of the request. */
export interface DispatchResult {
  readonly body: ResponseBody;
  /** Method of the wire; empty: the request names none that exists. */
  readonly method: string;
  /** `success`, the envelope's status such as `400`, or the name of the exception. */
  readonly outcome: string;
  /** Extension of the agent who sent the request; null: the user is no agent, or the request can't be read. */
  readonly extension: string | null;
  /** E-mail of who sent the request: of the proven user, or with `identity: off` as it has it; null: not proven. */
  readonly email: string | null;
  /** The user of amoCRM who sent the request and is no agent; null: an agent sent it, or it can't be read. */
  readonly unknownUser: { readonly email: string; readonly userId: number } | null;
  /** Id of the agent's call that the request names; null: none. */
  readonly call: string | null;
  /** The command key (`command_id`); null: the request has none. */
  readonly command: string | null;
  /** The telephone system's id of the whole call, as in all lines of the log about it; null: not known. */
  readonly trace: string | null;
  /** The telephone system's event that a waiting poll is the answer to; null: no poll, or another cause. */
  readonly origin: Origin | null;
  /** The request's JSON, for the audit; null for methods that change nothing, so that waiting polls keep no text. */
  readonly text: string | null;
}
