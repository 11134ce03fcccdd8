import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { LogLine } from '../system/LogLine';
import type { Language } from '../system/Message';
import { createLogger } from './createLogger';
import { LogOutput, type LogFigures } from './LogOutput';
import { httpLog } from './messages';

const STANDARD_OUTPUT = 1;
/** pino's number of the level `warn`. */
const WARN = 40;

/** The backend's log on standard output, and whether it can be written. @param level pino's level, such as `info` */
export function createLog(
  level: string,
  language: Language,
  fd = STANDARD_OUTPUT,
): { readonly logger: Logger; readonly figures: () => LogFigures } {
  const output = new LogOutput(fd, (lost) => {
    const line = new LogLine(httpLog.linesLost, { lost });
    const head = { level: WARN, time: Date.now(), pid: process.pid, hostname: hostname() };
    return `${JSON.stringify({ ...head, ...line.fieldsIn(language), msg: line.text(language) })}\n`;
  });
  return { logger: createLogger(level, output, language), figures: () => output.figures() };
}
