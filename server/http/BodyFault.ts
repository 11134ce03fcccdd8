/** Why a body is not read to its end. */
type BodyFaultReason = 'tooLong' | 'tooManyPieces' | 'noRoom' | 'cutOff';

const STATUS: Readonly<Record<BodyFaultReason, number>> = {
  tooLong: 413,
  tooManyPieces: 413,
  noRoom: 429,
  cutOff: 400,
};

/** A body that is not read to its end. */
export class BodyFault extends Error {
  /** HTTP status of the answer. */
  readonly statusCode: number;

  constructor(
    readonly code: BodyFaultReason,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.statusCode = STATUS[code];
  }
}
