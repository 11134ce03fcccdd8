/** Why amoCRM did not do what it was asked. */
export const amoFaultReasons = [
  /** The token is refused, and could not be renewed. */
  'unauthorized',
  /** The token's user may not do this, or the account is blocked. */
  'forbidden',
  /** Too many requests, for longer than we waited. */
  'limited',
  /** amoCRM itself says that the request is wrong: it will be refused again. */
  'refused',
  /** amoCRM itself says that there is no such thing. */
  'notFound',
  /** No connection, cut off, a fault of the server, or an answer that is not amoCRM's. */
  'down',
  /** No answer in time. */
  'timedOut',
  /** A good answer with a content that is not what is documented. */
  'badAnswer',
  /** amoCRM does not find yet what it has just stored. */
  'notYet',
  /** Nobody waits for the answer any more. */
  'aborted',
  /** An error here, or a search here that was given up. */
  'failed',
] as const;

/** One of `amoFaultReasons`. */
export type AmoFaultReason = (typeof amoFaultReasons)[number];

/** What of a request amoCRM refuses by itself, such as a user or a card that was deleted. */
export type RefusedPart = 'user' | 'entity' | 'pipeline';

/** What more is known of a fault. */
export interface AmoFaultDetails {
  /** How long amoCRM wants to be left alone, ms. */
  readonly restMs?: number | null;
  readonly refusedParts?: readonly RefusedPart[];
  /** An answer came, and it is not amoCRM's: a page, a gateway's words, or nothing at all. */
  readonly isForeign?: boolean;
}

/** A request to amoCRM that failed. Its text has no token, no number and no name in it. */
export class AmoFault extends Error {
  override readonly name = 'AmoFault';

  constructor(
    readonly reason: AmoFaultReason,
    /** Method and path, and what amoCRM says of it. */
    detail: string,
    /** It may have been carried out all the same. */
    readonly isDoubtful: boolean,
    private readonly more: AmoFaultDetails = {},
  ) {
    super(`${reason}: ${detail}`);
  }

  /** How long amoCRM wants to be left alone, ms; null: it does not say. */
  get restMs(): number | null {
    return this.more.restMs ?? null;
  }

  /** It has nothing to do with what was asked: other requests would fail, too. */
  get isOfAccount(): boolean {
    return ['unauthorized', 'forbidden', 'limited', 'down', 'timedOut'].includes(this.reason);
  }

  /** The same request would fail again: amoCRM has refused it in its own words, or the error is ours. */
  get isPermanent(): boolean {
    return ['refused', 'notFound', 'failed'].includes(this.reason);
  }

  /** This address does not give what is asked for there, while amoCRM as such may be well. */
  get isOfAddress(): boolean {
    return (
      this.more.isForeign === true || ['refused', 'notFound', 'badAnswer', 'forbidden'].includes(this.reason)
    );
  }

  /** Does amoCRM refuse this part of the request? */
  refuses(part: RefusedPart): boolean {
    return this.more.refusedParts?.includes(part) ?? false;
  }
}
