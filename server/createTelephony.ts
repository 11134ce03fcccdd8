import type { FastifyBaseLogger } from 'fastify';
import { EventJournals } from './calls/journal/EventJournals';
import type { PhoneState } from './calls/presence';
import type { Telephony, TelephonyListener } from './calls/Telephony';
import { createCluster, type Cluster } from './cluster/createCluster';
import { createRedis, type SharedRedis } from './cluster/createRedis';
import type { Configuration } from './config/Configuration';
import type { Phonebook } from './phonebook/Phonebook';
import { phonebookEntries } from './phonebook/phonebookEntries';
import { DialingGuard } from './dialing/DialingGuard';
import { rewriteNumber } from './numbers/rewriteNumber';
import { createStore, type OpenedStore } from './store/createStore';
import type { Clock } from './system/Clock';
import { readLocalFile } from './system/readLocalFile';
import type { Driver } from './telephony/Driver';
import { driverOf } from './telephony/drivers';

/** What drivers and cluster are created with. */
export interface TelephonyOptions {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Filled with the users whom the telephone system lists, besides the configured contacts and agents. */
  readonly phonebook: Phonebook;
  /** Called when what an agent's phone does has changed without a call. */
  readonly onPresence: (extension: string) => void;
}

/** The driver, and the cluster when several backends share it. */
export interface ConnectedTelephony {
  readonly driver: Driver;
  /** What the rest of the backend commands: the driver, in a cluster only while this backend leads. */
  readonly telephony: Telephony;
  /** What it knows of an agent's phone beside its calls. */
  readonly phoneState: (extension: string) => PhoneState;
  /** What agents may dial on it. */
  readonly bounds: DialingGuard;
  readonly kept: OpenedStore;
  /** Undefined: no Redis is configured, and this backend is alone. */
  readonly redis: SharedRedis | undefined;
  readonly cluster: Cluster | undefined;
  /** Makes journals of agents' call events; undefined: the driver writes journals itself. */
  readonly createJournals: ((closed: TelephonyListener['closed']) => EventJournals) | undefined;
}

/**
 * Builds the driver that the configuration names, and the cluster. Connects to nothing yet. Fails with a
 * `ConfigurationError`.
 * @param replacement used instead of the driver's telephony, for tests and the sandbox
 */
export function createTelephony(
  { telephony: settings, redis: redisSettings, store, amocrm, agents, contacts, dialing }: Configuration,
  { clock, logger, phonebook, onPresence }: TelephonyOptions,
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
    onPresence,
    onColleagues: (people) => phonebook.replace(phonebookEntries(contacts, agents, people)),
  });
  const own = replacement ?? driver.telephony;
  const cluster = redis && createCluster(redis, own, clock, logger);
  const toPbx = (number: string): string => rewriteNumber(configured.numbers?.toPbx ?? [], number);
  const toCrm = (number: string): string => rewriteNumber(configured.numbers?.toCrm ?? [], number);
  const bounds = new DialingGuard({ settings: dialing, agents, clock, logger, toPbx, toCrm });
  const createJournals: ConnectedTelephony['createJournals'] =
    driver.writesJournals === true ? undefined : (closed) => new EventJournals(closed);
  const phoneState = (extension: string): PhoneState => ({
    isDoNotDisturb: driver.isDoNotDisturb?.(extension) ?? false,
    isUnregistered: driver.isUnregistered?.(extension) ?? false,
  });
  const chosen = cluster?.telephony ?? own;
  return { driver, telephony: chosen, phoneState, bounds, kept, redis, cluster, createJournals };
}
