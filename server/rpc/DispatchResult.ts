import type { ResponseBody } from '../../protocol/response';
import type { Origin } from '../calls/Telephony';

/** The answer to a request, with what log and metrics may know of it. */
export interface DispatchResult {
  readonly body: ResponseBody;
  /** Method of the wire, or empty when none was read. */
  readonly method: string;
  /** `success`, the status, or the name of the exception. */
  readonly outcome: string;
  /** Extension of the agent who asked; null: the user is no agent of ours. */
  readonly extension: string | null;
  /** The user of amoCRM who asked and is no agent; null: it is one, or nothing was read. */
  readonly unknownUser: { readonly email: string; readonly userId: number } | null;
  /** Id of the call that the request names; null: none. */
  readonly call: string | null;
  /** Key of the command; null: the request has none. */
  readonly command: string | null;
  /** Key of the whole call, the same in each line of the log; null: not known. */
  readonly trace: string | null;
  /** The event that ended a poll that was held; null: no event did. */
  readonly origin: Origin | null;
  /** The request as it came, of a command alone: a poll that is held does not keep its text. Null: of all others. */
  readonly text: string | null;
}
