import { hostname } from 'node:os';
import type { FastifyBaseLogger } from 'fastify';
import { LogLine } from '../system/LogLine';
import { DEFAULT_LANGUAGE, type Language } from '../system/Message';
import { createLogger } from './createLogger';
import { LogOutput, type LogFigures } from './LogOutput';
import { httpLog } from './messages';

const STANDARD_OUTPUT = 1;
/** pino's number of the level `warn`. */
const WARN = 40;

/** The backend's log. */
export interface BackendLog {
  readonly logger: FastifyBaseLogger;
  /** Can it be written? Undefined: it is not ours. */
  readonly figures?: () => LogFigures;
}

/**
 * The backend's log on standard output.
 * @property logLevel pino's level, such as `info`
 * @param given used instead, by tests and the sandbox
 */
export function createLog(
  {
    logLevel: level,
    language = DEFAULT_LANGUAGE,
  }: { readonly logLevel: string; readonly language?: Language | undefined },
  given?: FastifyBaseLogger,
  fd = STANDARD_OUTPUT,
): BackendLog {
  if (given !== undefined) return { logger: given };
  const output = new LogOutput(fd, (lost) => {
    const line = new LogLine(httpLog.linesLost, { lost });
    const head = { level: WARN, time: Date.now(), pid: process.pid, hostname: hostname() };
    return `${JSON.stringify({ ...head, ...line.fieldsIn(language), msg: line.text(language) })}\n`;
  });
  return { logger: createLogger(level, output, language), figures: () => output.figures() };
}
