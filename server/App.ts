import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Telephony } from './calls/Telephony';
import type { Clock } from './system/Clock';

/** Replacements for parts of the backend, for tests and the sandbox. */
export interface AppOptions {
  readonly clock?: Clock;
  readonly logger?: FastifyBaseLogger;
  /** Instead of the driver that the configuration names. */
  readonly telephony?: Telephony;
}

/** A backend that is built but neither started nor listening. */
export interface App {
  readonly http: FastifyInstance;
  /** The driver that the configuration names. */
  readonly telephony: Telephony;
  /** Starts the features and connects to the telephone system. Fails when one can't start. */
  start(): Promise<void>;
  /** Answers waiting polls, stops listening, disconnects from the telephone system. */
  close(): Promise<void>;
}
