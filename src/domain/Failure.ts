/** Why a request to the backend failed. A closed set: callers switch on it, never on a text. */
export const failureReasons = [
  /** No answer within the time limit. */
  'timeout',
  /** The network, amoCRM's proxy or the backend's machine did not carry the request. */
  'unreachable',
  /** What came is no valid response: HTML, empty text, a wrong shape or another request's id. */
  'malformed',
  /** Status 401: wrong secret key. */
  'unauthorized',
  /** Status 409: the backend does not support this version of the widget. */
  'incompatible',
  /** Status 400, 404, 410 or one that the protocol does not define: the two ends disagree on the protocol. */
  'protocol',
  /** The method failed; `detail` is the backend's name of the reason, usually an `ExceptionName`. */
  'refused',
  /** The backend knows who the user is, and has no extension for the user; `detail` is whom to ask for one. */
  'noExtension',
  /** The widget itself gave the request up: page left, settings changed, widget switched off. */
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
  /** HTTP status of an HTTP error that came instead of a response of the protocol, such as 404. */
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

  /** The failure for an HTTP status other than 2xx. Below 500: the address belongs to some other server or page. */
  static fromHttp(status: number): Failure {
    return new Failure(status < 500 ? 'malformed' : 'unreachable', '', { httpStatus: status });
  }

  /** Did the backend answer and reject the request? Then the connection works, and trying again does not help. */
  get isRejection(): boolean {
    return ['unauthorized', 'incompatible', 'refused', 'noExtension'].includes(this.reason);
  }

  /** Was the request itself not accepted: malformed for the backend (400), or too long for it or a proxy (413)? */
  get isBadRequest(): boolean {
    return this.httpStatus === 413 || (this.reason === 'protocol' && /^4(?:00|13)$/.test(this.detail));
  }

  /**
   * Turns anything thrown into a `Failure`: a `Failure` is returned as it is, any other error becomes `unreachable`.
   */
  static from(cause: unknown): Failure {
    return cause instanceof Failure ? cause : new Failure('unreachable', '', { cause });
  }
}
