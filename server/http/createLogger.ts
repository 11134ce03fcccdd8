import pino, { type DestinationStream, type Logger } from 'pino';

/** The backend's log: JSON lines. Addresses are never written, and keys are blotted out should one get in. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: {
      paths: [
        'secret_key',
        'secretKey',
        'secretKeys',
        '*.secret_key',
        '*.secretKey',
        '*.secretKeys',
        'req.url',
        '*.url',
      ],
      censor: '[secret]',
    },
    serializers: {
      req: (request: { method: string }) => ({ method: request.method }),
      err: pino.stdSerializers.err,
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
