/** Why a request to the backend failed. A closed set: callers switch on it, never on a text. */
export const failureReasons = [
  /** No answer within the time limit. */
  'timeout',
  /** The network, amoCRM's proxy or the backend's machine did not carry the request. */
  'unreachable',
  /** An answer came and is not one: HTML, empty text, wrong shape or another request's id. */
  'malformed',
  /** 401: wrong secret key. */
  'unauthorized',
  /** 409: the backend does not take this version of the widget. */
  'incompatible',
  /** 400, 404, 410 or a status that the protocol does not name: the two ends disagree on the protocol. */
  'protocol',
  /** The method ran and said no; `detail` is the backend's name of the reason. */
  'refused',
  /** The asker is gone: page left, settings changed, widget switched off. */
  'cancelled',
] as const;

/** One of the reasons for which a request fails. */
export type FailureReason = (typeof failureReasons)[number];

interface FailureOptions extends ErrorOptions {
  readonly httpStatus?: number;
}

/** A request that failed. `detail` never holds a secret and is shown only after escaping. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** The HTTP status that came in place of an answer of the protocol, such as 404. */
  readonly httpStatus: number | undefined;

  constructor(
    readonly reason: FailureReason,
    /** The backend's name of the reason (`refused`), or what was wrong with the answer. */
    readonly detail: string = '',
    options?: FailureOptions,
  ) {
    super(detail === '' ? reason : `${reason}: ${detail}`, options);
    this.httpStatus = options?.httpStatus;
  }

  /** What an HTTP status other than 2xx means: below 500 another server answers at this address. */
  static fromHttp(status: number): Failure {
    return new Failure(status < 500 ? 'malformed' : 'unreachable', '', { httpStatus: status });
  }

  /** The backend was reached and said a clear no: the connection is not what is wrong. */
  get isClearNo(): boolean {
    return this.reason === 'unauthorized' || this.reason === 'incompatible' || this.reason === 'refused';
  }

  /** 400: the backend could not read the request. 413: it, or a proxy before it, found the request too long. */
  get isBadRequest(): boolean {
    return this.httpStatus === 413 || (this.reason === 'protocol' && /^4(?:00|13)$/.test(this.detail));
  }

  /** The failure itself, or an unexpected error as one. */
  static from(cause: unknown): Failure {
    return cause instanceof Failure ? cause : new Failure('unreachable', '', { cause });
  }
}
