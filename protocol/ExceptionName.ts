/**
 * Reasons for which a method fails. Our backend sends them as `exception`, and the widget has a text for each. Names
 * outside this list, which other backends may send, are shown with one general text.
 */
export const exceptionNames = [
  /** The amoCRM user has no extension in the backend's configuration. */
  'UnknownAgent',
  /** No contact with this uuid in the phone book. */
  'UnknownContact',
  /** The command needs a call and the agent has none. */
  'NoActiveCall',
  /** The call's phase does not allow this: it was answered meanwhile, or is not answered yet. */
  'WrongPhase',
  /** The number can't be dialled. */
  'InvalidNumber',
  /** The agent's phone is busy with a call. */
  'AgentBusy',
  /** The agent's phone is not registered or did not answer. */
  'AgentUnavailable',
  /** The telephone system can't do this. */
  'NotSupported',
  /** The telephone system does not answer. */
  'TelephonyUnavailable',
  /** More requests with this secret key than the backend's limit allows. */
  'TooManyRequests',
  /** An unexpected error in the backend; see its log. */
  'InternalError',
] as const;

/** Name of a reason for which a method fails. */
export type ExceptionName = (typeof exceptionNames)[number];
