/** Why a request to amoCRM failed. */
export const amoFaultReasons = [
  /** The token is refused and could not be renewed. */
  'unauthorized',
  /** The token's user may not do this, or the account is blocked. */
  'forbidden',
  /** Too many requests, also after the retries. */
  'limited',
  /** amoCRM itself refuses the request as invalid, and would refuse it again. */
  'refused',
  /** amoCRM itself answers that it does not exist. */
  'notFound',
  /** No connection, a server error, or an answer that is not amoCRM's. */
  'down',
  /** No answer in time. */
  'timedOut',
  /** A successful answer that does not fit the schema. */
  'badAnswer',
  /** amoCRM does not find yet what it has just stored. */
  'notYet',
  /** The caller aborted the request. */
  'aborted',
  /** An unexpected error, or a search with too many pages. */
  'failed',
] as const;

/** One of `amoFaultReasons`. */
export type AmoFaultReason = (typeof amoFaultReasons)[number];

/** A reference in a request that amoCRM refuses, such as a user or a card that was deleted. */
export type RefusedPart = 'user' | 'entity' | 'pipeline';

/** Details of a fault. */
export interface AmoFaultDetails {
  /** How long to pause all requests, ms. */
  readonly restMs?: number | null;
  readonly refusedParts?: readonly RefusedPart[];
  /** The answer is not amoCRM's: a page, a gateway's error, or an empty body. */
  readonly isForeign?: boolean;
}

/** A request to amoCRM failed. The message contains no token, number or name. */
export class AmoFault extends Error {
  override readonly name = 'AmoFault';

  constructor(
    readonly reason: AmoFaultReason,
    /** Method and path, and amoCRM's error. */
    detail: string,
    /** The request may have been carried out. */
    readonly isDoubtful: boolean,
    private readonly more: AmoFaultDetails = {},
  ) {
    super(`${reason}: ${detail}`);
  }

  /** How long to pause all requests, ms; null: not in the answer. */
  get restMs(): number | null {
    return this.more.restMs ?? null;
  }

  /** Does it affect the whole account, so that other requests would fail too? */
  get isOfAccount(): boolean {
    return ['unauthorized', 'forbidden', 'limited', 'down', 'timedOut'].includes(this.reason);
  }

  /** Would the same request fail again? amoCRM itself has refused it, or the error is ours. */
  get isPermanent(): boolean {
    return ['refused', 'notFound', 'failed'].includes(this.reason);
  }

  /** Does it affect this path only, while other requests may succeed? */
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
