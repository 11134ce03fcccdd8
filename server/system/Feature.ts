import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { GenericSchema } from 'valibot';
import type { Check } from './Check';
import type { Clock } from './Clock';
import type { Message } from './Message';

/** An optional part of the running backend, such as the connection to amoCRM or the recordings. */
export interface Feature {
  /** Registers its HTTP routes. */
  openRoutes?(http: FastifyInstance): Promise<void> | void;
  /** Starts it, before the server listens. When this fails, the backend does not start. */
  start?(): Promise<void> | void;
  /** Makes a pending `start` settle; closing the server waits for every `start` first. */
  cancelStart?(): void;
  /** Answers the requests that it holds open. Called before any feature closes; the server then waits for open requests. */
  release?(): void;
  /** Stops it. Called after the last request was answered. */
  close?(): Promise<void> | void;
}

/** What a feature needs to create its checks. */
export interface FeatureChecksOptions {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
}

/** A file or folder that a feature writes: `server check` finds out whether it can. */
export interface WrittenPath {
  /** Name of the setting that has it, such as `recordings.mp3.folder`. */
  readonly setting: string;
  readonly path: string;
  /** `file`, `folder`: may still be created; `existing`: a file that must be there. */
  readonly kind: 'file' | 'folder' | 'existing';
  /** What to do when an `existing` one is not there. */
  readonly ifMissing?: Message;
}

/**
 * Describes a feature to the configuration reader and to `server check`. All features are listed in config/features.ts.
 * @typeParam Settings schema of the feature's section
 * @typeParam Configured the parts of the configuration that its checks read
 */
export interface FeatureKind<Settings extends GenericSchema, Configured = object> {
  /** Schema of its section of the configuration. */
  readonly settings: Settings;
  /** Secrets by environment variable; the value is the key in the section that receives the secret. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Does a secret alone enable the feature, without its section in the settings file? */
  readonly isSetUpBySecret: boolean;
  /** Its checks for `server check`; empty when the feature is not configured. */
  checks(configuration: Configured, options: FeatureChecksOptions): readonly Check[];
  /** Files and folders that it writes with this configuration; left out: none. */
  paths?(configuration: Configured): readonly WrittenPath[];
}
