import type { FastifyBaseLogger } from 'fastify';
import type { Configuration } from '../config/Configuration';
import { features } from '../config/features';
import { routingKeyChecker } from '../routing/openRouting';
import type { Check } from '../system/Check';
import type { Clock } from '../system/Clock';
import type { ReadFile } from '../system/ReadFile';
import { driverOf } from '../telephony/drivers';

/** A number as clients have it, for want of one that the administrator names. */
const EXAMPLE_NUMBER = '+79001234567';

/** What the checks are created with. */
export interface ListChecksOptions {
  readonly clock: Clock;
  readonly readFile: ReadFile;
  readonly logger: FastifyBaseLogger;
  /** A client's number to look up in the dialplan, which is not called; without one an example is. */
  readonly outside?: string | undefined;
}

/** All that `server check` looks at in this configuration: of the driver, then of the features. Fails with a `ConfigurationError`. */
export function listChecks(
  configuration: Configuration,
  { clock, readFile, logger, outside }: ListChecksOptions,
): readonly Check[] {
  const { telephony, agents, path, routing, secretKeys } = configuration;
  const ofDriver = driverOf(telephony).checks({
    clock,
    readFile,
    agents,
    path,
    isRoutingKey: routing === undefined ? null : routingKeyChecker(routing, secretKeys),
    outside: outside ?? EXAMPLE_NUMBER,
    isOutsideExample: outside === undefined,
  });
  return [
    ...ofDriver,
    ...Object.values(features).flatMap((feature) => feature.checks(configuration, { clock, logger })),
  ];
}
