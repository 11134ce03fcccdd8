import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../system/Clock';
import { LogLine } from '../system/LogLine';
import { processLog } from './messages';

/**
 * Runs `close`. Resolves to true once it has succeeded; to false, with an error in the log, when it fails or `ms` have
 * passed. Never fails.
 */
export function closeWithin(
  ms: number,
  close: () => Promise<void>,
  clock: Clock,
  logger: Pick<FastifyBaseLogger, 'error'>,
): Promise<boolean> {
  return new Promise((resolve) => {
    const cancelTimer = clock.after(ms, () => {
      logger.error(new LogLine(processLog.stopTooLong));
      resolve(false);
    });
    close()
      .then(
        () => resolve(true),
        (err: unknown) => {
          logger.error(new LogLine(processLog.stopFailed, { err }));
          resolve(false);
        },
      )
      .finally(cancelTimer);
  });
}
