import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Telephony } from './calls/Telephony';
import type { Clock } from './system/Clock';

/** What a test or the sandbox may put in place of the real thing. */
export interface AppOptions {
  readonly clock?: Clock;
  readonly logger?: FastifyBaseLogger;
  /** In place of the telephone system that the configuration names. */
  readonly telephony?: Telephony;
}

/** A backend that is built and does not listen yet. */
export interface App {
  readonly http: FastifyInstance;
  /** The driver that the configuration names. */
  readonly telephony: Telephony;
  /** Joins the telephone system. */
  start(): Promise<void>;
  /** Answers waiting polls, stops listening, leaves the telephone system. */
  close(): Promise<void>;
}
