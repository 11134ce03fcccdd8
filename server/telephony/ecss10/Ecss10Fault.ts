/** Why the softswitch can't be used, or refuses a command. */
export type Ecss10FaultReason =
  | 'certificate'
  | 'unreachable'
  | 'wrongKey'
  /** The alias probably lacks `api\call\enabled`: the text of this refusal is not documented. */
  | 'notPermitted'
  | 'phoneNotRegistered'
  /** The same command is still running. */
  | 'busy'
  | 'unknownCall'
  | 'refused'
  /** This node does not know the token. */
  | 'sessionLost'
  | 'timeout'
  | 'badAnswer';

/** A login, connection or command failed. The message contains no secrets. */
export class Ecss10Fault extends Error {
  override readonly name = 'Ecss10Fault';

  constructor(
    readonly reason: Ecss10FaultReason,
    /** What was tried and how it was answered. */
    detail: string,
  ) {
    super(detail);
  }
}
