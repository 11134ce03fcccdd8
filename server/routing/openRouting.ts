import type { FastifyInstance } from 'fastify';
import type { Presence } from '../calls/presence';
import type { KeyLimiter } from '../access/KeyLimiter';
import { keyChecker } from '../access/keyChecker';
import { routingRoutes } from './routingRoutes';
import type { RoutingSettings } from './routingSettings';
import type { Clock } from '../system/Clock';
import { LogLine } from '../system/LogLine';
import { routingLog } from './messages';

/** What is set of routing. */
export interface RoutingConfiguration {
  /** Path of the wire. */
  readonly path: string;
  /** Undefined: no dialplan asks. */
  readonly routing?: RoutingSettings | undefined;
  readonly secretKeys: readonly string[];
}

/** What routing needs of the rest of the house. */
export interface OpenRoutingOptions {
  readonly clock: Clock;
  readonly keyLimiter: KeyLimiter;
  /** Extension of the agent who is responsible for the client with this number; null: nobody is. */
  readonly responsibleExtension: (number: string, signal: AbortSignal) => Promise<string | null>;
  /** What the agent's phone does. */
  readonly presenceOf: (extension: string) => Presence;
}

/** Opens the door at which a dialplan asks who is responsible for a caller, if it is set up. */
export function openRouting(
  http: FastifyInstance,
  { path, routing, secretKeys }: RoutingConfiguration,
  { clock, keyLimiter, responsibleExtension, presenceOf }: OpenRoutingOptions,
): void {
  if (routing === undefined) return;
  const onFault = (err: unknown): void => http.log.warn(new LogLine(routingLog.lookupFailed, { err }));
  routingRoutes(
    http,
    path,
    { settings: routing, clock, responsibleExtension, presenceOf, onFault },
    keyLimiter.at(routingKeyChecker(routing, secretKeys)),
  );
}

/** Tells the keys that open the routing door: its own, and the secret keys. */
export function routingKeyChecker(
  { key }: Pick<RoutingSettings, 'key'>,
  secretKeys: readonly string[],
): (text: string) => boolean {
  return keyChecker(key === undefined ? secretKeys : [...secretKeys, key]);
}
