import type { FastifyInstance } from 'fastify';
import type { Presence } from '../calls/presence';
import type { CheckKey } from '../access/CheckKey';
import type { KeyLimiter } from '../access/KeyLimiter';
import { keyChecker } from '../access/keyChecker';
import { TokenBuckets } from '../access/TokenBuckets';
import type { RoutingDecision } from '../calls/RoutingDecision';
import { routingRoutes } from './routingRoutes';
import type { RoutingSettings } from './routingSettings';
import type { Clock } from '../system/Clock';
import { FaultReports } from '../system/FaultReports';
import { LogLine } from '../system/LogLine';
import { routingLog } from './messages';

/** The parts of the configuration that routing reads. */
export interface RoutingConfiguration {
  /** Path of the wire; the route is below it. */
  readonly path: string;
  /** Undefined: no route is opened. */
  readonly routing?: RoutingSettings | undefined;
  readonly secretKeys: readonly string[];
  /** With `required` a secret key opens nothing by itself, so not this route either; nor does it where the route has its own. */
  readonly identity?: { readonly mode: 'off' | 'required' } | undefined;
}

/** Lines of the log; they name no client. */
const DECIDED = {
  responsible: 'routing: the responsible agent is rung',
  notFree: 'routing: the responsible agent is not free, the dialplan gets the default answer',
  none: 'routing: no responsible agent is known, the dialplan gets the default answer',
} as const satisfies Record<RoutingDecision['kind'], string>;

/** Dependencies of routing. */
export interface OpenRoutingOptions {
  readonly clock: Clock;
  readonly keyLimiter: KeyLimiter;
  /** Counts a question by the network; false: there were too many. */
  readonly allowRequest: (asked: { readonly kind: 'dialplan'; readonly name: string }) => boolean;
  /** Extension of the agent who is responsible for the client with this number; null when there is none. */
  readonly responsibleExtension: (number: string, signal: AbortSignal) => Promise<string | null>;
  /** Presence of the agent with this extension. */
  readonly presenceOf: (extension: string) => Presence;
  /** Called with each answer for a dialplan. */
  readonly onDecision?: (number: string, decision: RoutingDecision) => void;
}

/** Registers the route at which a dialplan looks up the agent responsible for a caller, if `routing` is configured. */
export function openRouting(
  http: FastifyInstance,
  { path, routing, secretKeys, identity }: RoutingConfiguration,
  { clock, keyLimiter, allowRequest, responsibleExtension, presenceOf, onDecision }: OpenRoutingOptions,
): void {
  if (routing === undefined) return;
  const faults = new FaultReports(clock, (err) =>
    http.log.warn(new LogLine(routingLog.lookupFailed, { err })),
  );
  const notices = new TokenBuckets(1, () => clock.elapsed());
  const isOwnKey = routingKeyChecker(routing, []);
  // Otherwise who has the widget's key alone would use up the look-ups of the dialplan.
  const hasOwnDoor = routing.key !== undefined || identity?.mode === 'required';
  const allow = (network: string): boolean => {
    const isAllowed = allowRequest({ kind: 'dialplan', name: network });
    if (!isAllowed && notices.takeToken(network))
      http.log.warn(new LogLine(routingLog.tooMany, { address: network }));
    return isAllowed;
  };
  const decided = (number: string, decision: RoutingDecision): void => {
    const { kind, ...who } = decision;
    http.log.info({ ...who, decision: kind }, DECIDED[kind]);
    onDecision?.(number, decision);
  };
  routingRoutes(
    http,
    path,
    {
      settings: routing,
      clock,
      responsibleExtension,
      presenceOf,
      onFault: (err) => faults.report(err),
      onDecision: decided,
    },
    checkEach(keyLimiter, isOwnKey, keyChecker(hasOwnDoor ? [] : secretKeys)),
    allow,
  );
}

/** Who has shown the routing key is limited in guessing a secret key, which is worth more: each is known for itself. */
function checkEach(
  keyLimiter: KeyLimiter,
  isOwnKey: (key: string) => boolean,
  isSecretKey: (key: string) => boolean,
): CheckKey {
  const [checkOwn, checkSecret] = [keyLimiter.checkFor(isOwnKey), keyLimiter.checkFor(isSecretKey)];
  return (address, key) => (isOwnKey(key) ? checkOwn : checkSecret)(address, key);
}

/** Creates the check of keys for the routing route: it accepts `routing.key`, and without one each secret key. */
export function routingKeyChecker(
  { key }: Pick<RoutingSettings, 'key'>,
  secretKeys: readonly string[],
): (text: string) => boolean {
  return keyChecker(key === undefined ? secretKeys : [key]);
}
