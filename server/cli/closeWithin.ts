import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../system/Clock';
import { endsWithin } from '../system/endsWithin';
import { LogLine } from '../system/LogLine';
import { processLog } from './messages';

/**
 * Runs `close`. Resolves to true once it has succeeded; to false, with an error in the log, when it fails or `ms` have
 * passed. Never fails.
 */
export async function closeWithin(
  ms: number,
  close: () => Promise<void>,
  clock: Clock,
  logger: Pick<FastifyBaseLogger, 'error'>,
): Promise<boolean> {
  try {
    if (await endsWithin(ms, close, clock)) return true;
    logger.error(new LogLine(processLog.stopTooLong));
  } catch (err) {
    logger.error(new LogLine(processLog.stopFailed, { err }));
  }
  return false;
}
