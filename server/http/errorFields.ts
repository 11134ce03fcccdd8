/** Causes of causes that are logged. */
const MOST_CAUSES = 5;

/** An error in the log. */
interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string | number;
  /** One of our closed sets of reasons. */
  readonly reason?: string | number;
  readonly cause?: ErrorFields;
}

/** What may be in whatever was thrown. */
interface Held {
  readonly message: unknown;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly reason?: unknown;
  readonly cause?: unknown;
}

/**
 * What the log has of an error: these fields and no other. Errors of Node carry more that came from outside, such as `rawPacket`,
 * the bytes of a request with its key.
 * @param error whatever was thrown
 */
export function errorFields(error: unknown, causes = MOST_CAUSES): ErrorFields {
  // By its shape: errors of other realms are no `Error` here.
  if (typeof error !== 'object' || error === null || !('message' in error))
    return { type: typeof error, message: typeof error === 'string' ? error : 'no error was thrown' };
  const { message, stack, code, reason, cause }: Held = error;
  return {
    type: error.constructor.name,
    message: String(message),
    ...(typeof stack === 'string' && { stack }),
    ...(isWord(code) && { code }),
    ...(isWord(reason) && { reason }),
    ...(cause !== undefined && causes > 0 && { cause: errorFields(cause, causes - 1) }),
  };
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
