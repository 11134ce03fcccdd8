/** Why the softswitch can't be used, or refuses a command. */
export type Ecss10FaultReason =
  | 'certificate'
  | 'unreachable'
  | 'wrongKey'
  /** The alias lacks `api\call\enabled`, as far as can be told: the text of this refusal is not public. */
  | 'notPermitted'
  | 'phoneNotRegistered'
  /** The same command is still running. */
  | 'busy'
  | 'unknownCall'
  | 'refused'
  /** The token is not known to this node. */
  | 'sessionLost'
  | 'timeout'
  | 'badAnswer';

/** Something that the softswitch does not do. The message holds nothing secret. */
export class Ecss10Fault extends Error {
  override readonly name = 'Ecss10Fault';

  constructor(
    readonly reason: Ecss10FaultReason,
    /** What was tried and what was said. */
    detail: string,
  ) {
    super(detail);
  }
}
