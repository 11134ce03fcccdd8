import type { FastifyBaseLogger } from 'fastify';
import { AuditLog } from './AuditLog';
import { Doorkeeper } from '../access/Doorkeeper';
import type { HttpSettings } from './httpSettings';
import { TokenBuckets } from '../access/TokenBuckets';
import type { Clock } from '../system/Clock';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** Who may come in, how often, and what is noted of them. */
export interface Entrance {
  readonly doorkeeper: Doorkeeper;
  /** May this agent ask now? @param asker extension, or e-mail of a user who has none */
  readonly mayAsk: (asker: string) => boolean;
  readonly audit: AuditLog;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/** Builds the entrance that all doors share. */
export function createEntrance(
  { limits, audit: settings }: HttpSettings,
  clock: Clock,
  logger: FastifyBaseLogger,
): Entrance {
  const now = (): number => clock.now();
  const asked = new TokenBuckets(limits.requestsPerMinute, now);
  const audit = new AuditLog(settings, logger, now);
  return {
    doorkeeper: new Doorkeeper(limits.keysPerMinute, now, (address) => {
      logger.warn(new LogLine(httpLog.tooManyKeys, { address }));
    }),
    mayAsk: (asker) => asked.take(asker),
    audit,
    close: () => audit.close(),
  };
}
