import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { errorFields } from './errorFields';
import { LogLine } from '../system/LogLine';
import { DEFAULT_LANGUAGE, type Language } from '../system/Message';
import { loggedId, shortField } from '../system/shortField';

/** What comes from outside. Other fields are ours, or bounded by what the settings have. */
const FIELDS = {
  address: textBy(shortField),
  call: textBy(loggedId),
  command: textBy(loggedId),
  commandId: textBy(loggedId),
  email: textBy(shortField),
  trace: textBy(loggedId),
  user: textBy(shortField),
};

/**
 * The backend's log: JSON lines. URLs and secret keys are replaced by `[secret]`, what comes from outside is cut,
 * and of errors a closed list of fields is written.
 * @param level pino's level, such as `info`
 * @param destination instead of standard output
 * @param language of the texts of a `LogLine`
 */
export function createLogger(
  level: string,
  destination?: DestinationStream,
  language: Language = DEFAULT_LANGUAGE,
): Logger {
  const options: LoggerOptions = {
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
      err: (error: unknown) => errorFields(error),
      ...FIELDS,
    },
    hooks: {
      logMethod(entry, write) {
        const [line]: readonly unknown[] = entry;
        if (line instanceof LogLine) write.call(this, line.fieldsIn(language), line.text(language));
        else write.apply(this, entry);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** The function for fields that may have no text. */
function textBy(shown: (text: string) => string): <T>(field: T) => T | string {
  return (field) => (typeof field === 'string' ? shown(field) : field);
}
