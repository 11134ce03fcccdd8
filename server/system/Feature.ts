import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { GenericSchema } from 'valibot';
import type { Check } from './Check';
import type { Clock } from './Clock';

/** A part of the running backend with a life of its own, such as amoCRM's side or the recordings. */
export interface Feature {
  /** Registers its HTTP routes. */
  openRoutes?(http: FastifyInstance): Promise<void> | void;
  /** Begins its work, before the server listens. A failure keeps the backend from starting. */
  start?(): Promise<void> | void;
  /** Ends a `start` that still waits: the server's close waits for all starts. */
  cancelStart?(): void;
  /** Answers the requests that it holds open; the server then waits for all requests before anything closes. */
  release?(): void;
  /** Ends its work, once the last request is answered. */
  close?(): Promise<void> | void;
}

/** What a feature's checks are created with. */
export interface FeatureChecksOptions {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
}

/**
 * What configuration, secrets and `server check` know of a feature. Those that there are stand in config/features.ts.
 * @typeParam Configured the parts of the configuration that its checks look at
 */
export interface FeatureKind<Settings extends GenericSchema, Configured = object> {
  /** Schema of its section of the configuration. */
  readonly settings: Settings;
  /** Secrets: environment variable -> key of the section. */
  readonly secrets: ReadonlyMap<string, string>;
  /** A secret sets the section up, without a line in the file. */
  readonly isSetUpBySecret: boolean;
  /** What `server check` looks at; none when the feature is not set up. */
  checks(configuration: Configured, options: FeatureChecksOptions): readonly Check[];
}
