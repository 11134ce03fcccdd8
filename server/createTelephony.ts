import type { FastifyBaseLogger } from 'fastify';
import type { Telephony } from './calls/Telephony';
import { createCluster, type Cluster } from './cluster/createCluster';
import { createRedis, type SharedRedis } from './cluster/createRedis';
import type { Configuration } from './config/Configuration';
import type { Phonebook } from './phonebook/Phonebook';
import { phonebookEntries } from './phonebook/phonebookEntries';
import { createStore, type OpenedStore } from './store/createStore';
import type { Clock } from './system/Clock';
import { readLocalFile } from './system/readLocalFile';
import type { Driver } from './telephony/Driver';
import { driverOf } from './telephony/drivers';

/** What the telephony is created with. */
export interface TelephonyOptions {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Gets the colleagues whom the telephone system lists. */
  readonly phonebook: Phonebook;
}

/** The telephone system, and where the work of several backends on it is shared. */
export interface ConnectedTelephony {
  readonly driver: Driver;
  /** What the rest of the backend acts on: the driver; of several backends' drivers that of the one which leads. */
  readonly telephony: Telephony;
  readonly kept: OpenedStore;
  /** Undefined: this backend works alone. */
  readonly redis: SharedRedis | undefined;
  readonly cluster: Cluster | undefined;
}

/**
 * Builds the driver that the configuration names. Connects to nothing yet. Fails with a `ConfigurationError`.
 * @param replacement in place of the driver's telephony, for tests and the sandbox
 */
export function createTelephony(
  { telephony: settings, redis: redisSettings, store, amocrm, agents, contacts }: Configuration,
  { clock, logger, phonebook }: TelephonyOptions,
  replacement?: Telephony,
): ConnectedTelephony {
  const redis = redisSettings && createRedis(redisSettings, clock, logger);
  const configured = driverOf(settings);
  const outboxFolder = amocrm?.calls.outbox;
  const kept = createStore({ settings: store, clock, logger, outboxFolder, shared: redis });
  const driver = configured.create({
    clock,
    logger,
    readFile: readLocalFile,
    agents,
    // Records of open calls are of use where calls are logged.
    drafts: configured.keepsDrafts && amocrm !== undefined ? kept.drafts : undefined,
    onColleagues: (people) => phonebook.replace(phonebookEntries(contacts, agents, people)),
  });
  const own = replacement ?? driver.telephony;
  const cluster = redis && createCluster(redis, own, clock, logger);
  return { driver, telephony: cluster?.telephony ?? own, kept, redis, cluster };
}
