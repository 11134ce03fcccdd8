import type { FastifyBaseLogger } from 'fastify';
import type { Dispatcher } from '../rpc/Dispatcher';
import type { DispatchResult } from '../rpc/DispatchResult';
import type { AuditLog } from './AuditLog';
import type { KeyLimiter } from '../access/KeyLimiter';
import type { HttpSettings } from './httpSettings';

/** What the HTTP server is created with. */
export interface HttpServerOptions {
  /** Path of the wire, such as `/asterisk_ng`. */
  readonly path: string;
  readonly bodyLimitBytes: number;
  readonly isKey: (key: string) => boolean;
  readonly dispatcher: Dispatcher;
  readonly logger: FastifyBaseLogger;
  /** What `/health` answers. @param isLocal to this machine itself */
  readonly health: (isLocal: boolean) => HealthAnswer;
  /** Called for each answer on the wire, for metrics. @param ms from the request to the answer */
  readonly onAnswer?: (answer: Answered, ms: number) => void;
  /** ms since 1970 */
  readonly now?: () => number;
  /** ms of a clock that never goes back; undefined: `now`. */
  readonly elapsed?: () => number;
  readonly settings?: HttpSettings;
  /** Limits tries of keys; shared by all routes, so that an address is counted once. */
  readonly keyLimiter?: KeyLimiter;
  /** Gets the commands; undefined: there is no audit. */
  readonly audit?: AuditLog;
}

/** Answer of `/health`: HTTP status 503 for `down`, else 200. */
export interface HealthAnswer {
  readonly status: 'ok' | 'degraded' | 'down';
}

/** What metrics count of an answer. */
export type Answered = Pick<DispatchResult, 'method' | 'outcome' | 'origin'>;
