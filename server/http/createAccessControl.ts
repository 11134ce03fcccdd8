import type { FastifyBaseLogger } from 'fastify';
import { AuditLog } from './AuditLog';
import { KeyLimiter } from '../access/KeyLimiter';
import type { HttpSettings } from './httpSettings';
import { keyChecker } from '../access/keyChecker';
import { TokenBuckets } from '../access/TokenBuckets';
import type { Clock } from '../system/Clock';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** The parts of the configuration that control access. */
interface AccessConfiguration {
  readonly http: HttpSettings;
  readonly secretKeys: readonly string[];
}

/** Keys, limits and audit of requests. */
export interface AccessControl {
  /** Is `key` a secret key of this backend? */
  readonly isKey: (key: string) => boolean;
  readonly keyLimiter: KeyLimiter;
  /** Counts a request; false: too many. @param requester extension, or the e-mail of a user who is no agent */
  readonly allowRequest: (requester: string) => boolean;
  readonly audit: AuditLog;
  /** Flushes the audit file. */
  close(): Promise<void>;
}

/** Builds the access control that all routes share. */
export function createAccessControl(
  { http: { limits, audit: settings }, secretKeys }: AccessConfiguration,
  clock: Clock,
  logger: FastifyBaseLogger,
): AccessControl {
  const even = (): number => clock.elapsed();
  const requests = new TokenBuckets(limits.requestsPerMinute, even);
  const audit = new AuditLog(settings, logger, clock);
  return {
    isKey: keyChecker(secretKeys),
    keyLimiter: new KeyLimiter(limits.keysPerMinute, even, (address) => {
      logger.warn(new LogLine(httpLog.tooManyKeys, { address }));
    }),
    allowRequest: (requester) => requests.takeToken(requester),
    audit,
    close: () => audit.close(),
  };
}
