/** Why amoCRM did not do what it was asked. */
export const amoFaultReasons = [
  /** The token is refused, and could not be renewed. */
  'unauthorized',
  /** The token's user may not do this, or the account is blocked. */
  'forbidden',
  /** Too many requests, for longer than we waited. */
  'limited',
  /** The request is wrong: it will be refused again. */
  'refused',
  /** There is no such thing. */
  'notFound',
  /** No connection, cut off, or a fault of the server. */
  'down',
  /** No answer in time. */
  'timedOut',
  /** The answer is not what is documented. */
  'badAnswer',
  /** amoCRM does not find yet what it has just stored. */
  'notYet',
  /** Nobody waits for the answer any more. */
  'aborted',
] as const;

/** One of `amoFaultReasons`. */
export type AmoFaultReason = (typeof amoFaultReasons)[number];

/** A request to amoCRM that failed. Its text has no token, no number and no name in it. */
export class AmoFault extends Error {
  override readonly name = 'AmoFault';

  constructor(
    readonly reason: AmoFaultReason,
    /** Method and path, and what amoCRM says of it. */
    detail: string,
    /** It may have been carried out all the same. */
    readonly isDoubtful: boolean,
    /** How long amoCRM wants to be left alone, ms. */
    readonly restMs: number | null = null,
    /** amoCRM refuses a user that the request names. */
    readonly isOfUser = false,
  ) {
    super(`${reason}: ${detail}`);
  }

  /** It has nothing to do with what was asked: other requests would fail, too. */
  get isOfAccount(): boolean {
    return ['unauthorized', 'forbidden', 'limited', 'down', 'timedOut'].includes(this.reason);
  }

  /** The same request would fail again. */
  get isPermanent(): boolean {
    return this.reason === 'refused' || this.reason === 'notFound' || this.reason === 'badAnswer';
  }
}
