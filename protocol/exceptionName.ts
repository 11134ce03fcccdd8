/**
 * Names of the reasons for which a method fails: what our backend sends as `exception` and what the widget
 * has words for. Other backends send other names; the widget shows those as "refused".
 */
export const exceptionNames = [
  /** The amoCRM user has no extension in the backend's configuration. */
  'UnknownAgent',
  /** No contact with this uuid in the phone book. */
  'UnknownContact',
  /** The command needs a call and the agent has none. */
  'NoActiveCall',
  /** The call is not in a phase in which this can be done: it was answered, or is not answered yet. */
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
  /** The backend has too many requests from this key. */
  'TooManyRequests',
  /** A fault of the backend itself; its log has more. */
  'InternalError',
] as const;

/** Name of a reason for which a method fails. */
export type ExceptionName = (typeof exceptionNames)[number];
