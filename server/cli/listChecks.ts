import type { FastifyBaseLogger } from 'fastify';
import type { Configuration } from '../config/Configuration';
import { features } from '../config/features';
import { routingKeyChecker } from '../routing/openRouting';
import type { Check } from '../system/Check';
import type { Clock } from '../system/Clock';
import type { ReadFile } from '../system/ReadFile';
import { driverOf } from '../telephony/drivers';

/** Number that is looked up in the dialplan when the administrator gives none. */
const EXAMPLE_NUMBER = '+79001234567';

/** What is needed to create the checks. */
export interface ListChecksOptions {
  readonly clock: Clock;
  readonly readFile: ReadFile;
  readonly logger: FastifyBaseLogger;
  /** Number outside the company to look up in the dialplan (it is not called); undefined: an example is used. */
  readonly outside?: string | undefined;
}

/** All checks for this configuration: those of the driver, then of the features. Throws a `ConfigurationError`. */
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
