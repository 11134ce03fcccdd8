import type { ResponseBody } from '../../protocol/response';

/** The answer to a request, with what the log may know of it. */
export interface Reply {
  readonly body: ResponseBody;
  /** Method of the wire, or empty when none was read. */
  readonly method: string;
  /** `success`, the status, or the name of the exception. */
  readonly outcome: string;
}
