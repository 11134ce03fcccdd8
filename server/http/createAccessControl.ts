import type { FastifyBaseLogger } from 'fastify';
import { AuditLog } from './AuditLog';
import { KeyLimiter } from '../access/KeyLimiter';
import type { HttpSettings } from './httpSettings';
import { keyChecker } from '../access/keyChecker';
import { TokenBuckets } from '../access/TokenBuckets';
import type { AllowRequest, Requester } from '../rpc/Requester';
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
  readonly allowRequest: AllowRequest;
  readonly audit: AuditLog;
  /** Flushes the audit file. */
  close(): Promise<void>;
}

/**
 * With `identity: off` users who are no agents have together, at one address, the requests of so many: their pages ask, too, and
 * all of a company come from the addresses of amoCRM's proxy.
 */
const CROWD = 10;

/** Builds the access control that all routes share. */
export function createAccessControl(
  { http: { limits, audit: settings }, secretKeys }: AccessConfiguration,
  clock: Clock,
  logger: FastifyBaseLogger,
): AccessControl {
  const even = (): number => clock.elapsed();
  const requests = (): TokenBuckets => new TokenBuckets(limits.requestsPerMinute, even);
  // Each kind has its own, since of too many names the count of the oldest is forgotten.
  const counted: Readonly<Record<Requester['kind'], TokenBuckets>> = {
    agent: requests(),
    user: requests(),
    email: requests(),
    network: requests(),
    dialplan: requests(),
    crowd: new TokenBuckets(limits.requestsPerMinute * CROWD, even),
  };
  const audit = new AuditLog(settings, logger, clock);
  return {
    isKey: keyChecker(secretKeys),
    keyLimiter: new KeyLimiter(limits.keysPerMinute, even, (address) => {
      logger.warn(new LogLine(httpLog.tooManyKeys, { address }));
    }),
    allowRequest: ({ kind, name }) => counted[kind].takeToken(name),
    audit,
    close: () => audit.close(),
  };
}
