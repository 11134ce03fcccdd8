import type { Check } from './commands/Check';
import type { Configuration } from './config/Configuration';
import type { ReadFile } from './config/ReadFile';
import { amiSettings } from './createAsterisk';
import { createCrm } from './createCrm';
import { ecss10Check } from './createEcss10';
import { megafonCheck } from './createMegafon';
import { routingKeyChecker } from './openRouting';
import { recordingChecks } from './createRecordings';
import { AgentDirectory } from './calls/AgentDirectory';
import { Phonebook } from './phonebook/Phonebook';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from './system/Clock';
import { agentPhone } from './telephony/asterisk/AgentPhone';
import { rewriteNumber } from './numbers/rewriteNumber';
import { RedisCheck } from './store/RedisCheck';
import { openAmi } from './telephony/asterisk/ami/openAmi';
import { AsteriskCheck } from './telephony/asterisk/check/AsteriskCheck';

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
  const checks: Check[] = [];
  if (telephony.driver === 'asterisk') {
    const { host, port, user } = telephony.ami;
    checks.push(
      new AsteriskCheck(openAmi(amiSettings(telephony, readFile), clock), {
        at: `${host}:${port}`,
        user,
        context: telephony.context,
        phones: agents.map(({ extension }) => agentPhone(telephony, extension)),
        routing: routing === undefined ? null : { path, isKey: routingKeyChecker(routing, secretKeys) },
        outside: rewriteNumber(telephony.numbers.toPbx, (outside ?? EXAMPLE_NUMBER).replace(/[^\d+*#]/g, '')),
        isOutsideExample: outside === undefined,
        clock,
      }),
    );
  }
  if (telephony.driver === 'megafon') checks.push(megafonCheck(telephony, agents, path, clock));
  if (telephony.driver === 'ecss10') checks.push(ecss10Check(telephony, agents, clock, readFile));
  if (configuration.redis !== undefined) checks.push(new RedisCheck(configuration.redis, clock));
  return [...checks, ...crmChecks(configuration, clock, logger), ...recordingChecks(configuration)];
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
