/**
 * Reasons for which a method fails. Our backend sends them as `exception`, and the widget has a text for each. Names
 * outside this list, which other backends may send, are shown with one general text.
 */
export const exceptionNames = [
  /** The amoCRM user has no extension in the backend's configuration. */
  'UnknownAgent',
  /** The backend wants a session token, and the request has none: `open_session` gives one. */
  'IdentityRequired',
  /** The session token has ended, is of another user than the request names, or of another key: open a new one. */
  'SessionExpired',
  /** The user is switched off in amoCRM, or the account has no such user any more: neither a session nor a request helps. */
  'UserInactive',
  /** `open_session`: amoCRM's token has ended; a fresh one may be good. */
  'TokenExpired',
  /** `open_session`: amoCRM's token is missing, forged, of another account or integration. A new one will not help. */
  'TokenRefused',
  /** No contact with this uuid in the phone book. */
  'UnknownContact',
  /** The command needs a call and the agent has none. */
  'NoActiveCall',
  /** The call's phase does not allow this: it was answered meanwhile, or is not answered yet. */
  'WrongPhase',
  /** The number can't be dialled. */
  'InvalidNumber',
  /** The office's rules forbid to dial the number, such as one of premium rate. */
  'NumberForbidden',
  /** The agent may not hand a client over to a number abroad. */
  'TransferForbidden',
  /** The office does not call numbers outside of it at this hour. */
  'OutsideHours',
  /** The agent or the office has dialled as many numbers as it may within 24 hours. */
  'TooManyCalls',
  /** The `command_id` belongs to a command with other parameters: a new command needs a new id. */
  'CommandIdUsed',
  /** The agent's phone is busy with a call. */
  'AgentBusy',
  /** The agent's phone is not registered or did not answer. */
  'AgentUnavailable',
  /** A colleague calls this client back, or has said that they will. */
  'TakenByColleague',
  /** The telephone system can't do this. */
  'NotSupported',
  /** The telephone system does not answer. */
  'TelephonyUnavailable',
  /** More requests, or more numbers dialled, than the backend's limits of a minute allow. */
  'TooManyRequests',
  /** An unexpected error in the backend; see its log. */
  'InternalError',
] as const;

/** Name of a reason for which a method fails. */
export type ExceptionName = (typeof exceptionNames)[number];
