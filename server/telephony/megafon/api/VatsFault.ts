/** Why the VATS did not do what it was asked. */
export type VatsFaultReason =
  /** It does not take the key. */
  | 'wrongKey'
  /** What answers there is not the API: a wrong name of the VATS, or another page. */
  | 'wrongAddress'
  /** There is no such user or path. */
  | 'notFound'
  | 'refused'
  /** Too many requests. */
  | 'limited'
  /** No answer in time, or it is out of order. */
  | 'unreachable'
  /** An answer that makes no sense. */
  | 'badAnswer';

/** The VATS did not do what it was asked. The text has no key and no number in it. */
export class VatsFault extends Error {
  override readonly name = 'VatsFault';

  constructor(
    readonly reason: VatsFaultReason,
    /** What was asked and what came, in few words. */
    what: string,
  ) {
    super(`${reason}: ${what}`);
  }
}
