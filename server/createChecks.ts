import type { Check } from './system/Check';
import type { Configuration } from './config/Configuration';
import type { ReadFile } from './system/ReadFile';
import { createCrm } from './crm/createCrm';
import { routingKeyChecker } from './routing/openRouting';
import { recordingChecks } from './recordings/createRecordings';
import { AgentDirectory } from './calls/AgentDirectory';
import { Phonebook } from './phonebook/Phonebook';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from './system/Clock';
import { RedisCheck } from './cluster/RedisCheck';
import { driverOf } from './telephony/drivers';

/** A number as clients have it, for want of one that the administrator names. */
const EXAMPLE_NUMBER = '+79001234567';

/**
 * All that `server check` looks at in this configuration. Fails with a `ConfigurationError`.
 * @param outside a client's number to look up in the dialplan, which is not called; without one an example is
 */
export function createChecks(
  configuration: Configuration,
  clock: Clock,
  readFile: ReadFile,
  logger: FastifyBaseLogger,
  outside?: string,
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
  const checks = [...ofDriver];
  if (configuration.redis !== undefined) checks.push(new RedisCheck(configuration.redis, clock));
  return [
    ...checks,
    ...crmChecks(configuration, clock, logger),
    ...recordingChecks(configuration.recordings),
  ];
}

/** What is looked at in amoCRM; nothing is sent there. */
function crmChecks(
  { amocrm, agents, path }: Configuration,
  clock: Clock,
  logger: FastifyBaseLogger,
): readonly Check[] {
  if (amocrm === undefined) return [];
  const crm = createCrm({
    settings: amocrm,
    path,
    clock,
    logger,
    directory: new AgentDirectory(agents),
    phonebook: new Phonebook([]),
    contacts: { search: () => [], last: () => [] },
    linkOf: () => null,
  });
  return crm.checks.map((check) => ({
    name: check.name,
    run: (signal) => check.run(signal).finally(() => crm.close()),
  }));
}
