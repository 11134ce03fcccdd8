/** Why a request to the VATS failed. */
export type VatsFaultReason =
  /** The key is refused. */
  | 'wrongKey'
  /** Something other than the API answers: a wrong VATS name, or another page. */
  | 'wrongAddress'
  /** There is no such user or path. */
  | 'notFound'
  | 'refused'
  /** Too many requests. */
  | 'limited'
  /** No answer in time, or a server error. */
  | 'unreachable'
  /** An answer that can't be parsed. */
  | 'badAnswer';

/** A request to the VATS failed. The message contains no key and no number. */
export class VatsFault extends Error {
  override readonly name = 'VatsFault';

  constructor(
    readonly reason: VatsFaultReason,
    /** The request and the answer, in few words. */
    what: string,
  ) {
    super(`${reason}: ${what}`);
  }
}
