import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { version } from '../package.json';
import { AgentDirectory } from './calls/AgentDirectory';
import type { CallRecord } from './calls/CallRecord';
import type { Telephony } from './calls/Telephony';
import type { Configuration } from './config/Configuration';
import { createCluster } from './cluster/createCluster';
import { createCore } from './createCore';
import { createCrm } from './crm/createCrm';
import { createElma365 } from './elma365/createElma365';
import { createEntrance } from './http/createEntrance';
import { createMetrics } from './metrics/createMetrics';
import { createRedis } from './cluster/createRedis';
import { createRecordings } from './recordings/createRecordings';
import { LevelOutboxStore } from './crm/outbox/LevelOutboxStore';
import { createHttpServer } from './http/createHttpServer';
import { featurePlugin, type Feature } from './http/featurePlugin';
import { createLogger } from './http/createLogger';
import { keyChecker } from './access/keyChecker';
import { openRouting } from './routing/openRouting';
import { Phonebook } from './phonebook/Phonebook';
import { phonebookEntries } from './phonebook/phonebookEntries';
import { Dispatcher } from './rpc/Dispatcher';
import { relayedHandlers } from './rpc/relayedHandlers';
import { runRelayed } from './rpc/runMethod';
import { systemClock, type Clock } from './system/Clock';
import { readLocalFile } from './system/readLocalFile';
import { driverOf } from './telephony/drivers';
import { LogLine } from './system/LogLine';
import { crmLog } from './crm/messages';
import { httpLog } from './http/messages';

/** What a test or the sandbox may put in place of the real thing. */
export interface Ports {
  readonly clock?: Clock;
  readonly logger?: FastifyBaseLogger;
  /** In place of the telephone system that the configuration names. */
  readonly telephony?: Telephony;
}

/** A backend that is built and does not listen yet. */
export interface App {
  readonly http: FastifyInstance;
  /** The driver that the configuration names. */
  readonly telephony: Telephony;
  /** Joins the telephone system. */
  start(): Promise<void>;
  /** Answers waiting polls, stops listening, leaves the telephone system. */
  close(): Promise<void>;
}

/** Composition root of the backend: builds it and never listens. */
export async function createApp(configuration: Configuration, ports: Ports = {}): Promise<App> {
  const clock = ports.clock ?? systemClock;
  const logger = ports.logger ?? createLogger(configuration.logLevel, undefined, configuration.language);
  const { agents, path } = configuration;
  const directory = new AgentDirectory(agents);
  const phonebook = new Phonebook(phonebookEntries(configuration.contacts, agents));
  const recordings = createRecordings(configuration.recordings, clock, logger);
  const redis = configuration.redis === undefined ? null : createRedis(configuration.redis, clock, logger);
  const configured = driverOf(configuration.telephony);
  // Records of open calls are of use where calls are logged.
  const logged = configured.keepsDrafts ? configuration.amocrm?.calls : undefined;
  const openCalls =
    logged !== undefined && redis === null ? new LevelOutboxStore(`${logged.outbox}-open`) : null;
  const system = configured.create({
    clock,
    logger,
    readFile: readLocalFile,
    agents,
    drafts: logged === undefined ? undefined : (openCalls ?? redis?.drafts),
    onColleagues: (people) => phonebook.replace(phonebookEntries(configuration.contacts, agents, people)),
  });
  const driver: Telephony = ports.telephony ?? system.telephony;
  const linkOf = (record: CallRecord): string | null => system.linkOf?.(record) ?? recordings.linkOf(record);
  const cluster = redis === null ? null : createCluster(redis, driver, clock, logger);
  const telephony = cluster?.telephony ?? driver;
  const core = createCore({
    clock,
    telephony,
    directory,
    phonebook,
    version,
    people: () => crm,
    isDoNotDisturb: (extension) => system.isDoNotDisturb?.(extension) ?? false,
    records: cluster?.records,
    onFault: (what, err) => logger.error(new LogLine(what, { err })),
  });
  const { board, recent, clients, handlers: ownHandlers, partyOf } = core;
  const crm =
    configuration.amocrm === undefined
      ? null
      : createCrm({
          settings: configuration.amocrm,
          path,
          clock,
          logger,
          directory,
          phonebook,
          contacts: core.colleagues,
          linkOf,
          ...(redis !== null && { outboxStore: redis.outbox }),
        });
  const member =
    cluster?.join({
      board,
      recent,
      clients,
      execute: (command) => runRelayed(ownHandlers, directory, command),
      errand: (text) => crm?.errand(text) ?? Promise.reject(new Error('amocrm is not set up there')),
    }) ?? null;
  // Of several backends the one that leads sends what is to be sent.
  member?.watch((isLeading) => {
    if (!isLeading) crm?.pause();
    else crm?.start().catch((err: unknown) => logger.error(new LogLine(crmLog.outboxNotRead, { err })));
  });
  const handlers = member === null ? ownHandlers : relayedHandlers(ownHandlers, member.carry);
  const operations = createMetrics({
    settings: configuration.metrics,
    clock,
    logger,
    version,
    board,
    directory,
    telephony: telephony.name,
    ...(member !== null && {
      cluster: {
        isUp: () => member.status.redis === 'up',
        isLeader: () => member.status.phase === 'leading',
        status: () => member.status,
      },
    }),
    ...(crm !== null && { amocrm: crm.figures }),
  });
  const entrance = createEntrance(configuration.http, clock, logger);
  const onFault = (method: string, err: unknown): void =>
    logger.error(new LogLine(httpLog.methodFailed, { method, err }));
  const { traces } = operations;
  const isKey = keyChecker(configuration.secretKeys);
  const { mayAsk, doorkeeper } = entrance;
  const dispatcher = new Dispatcher(handlers, directory, onFault, traces, mayAsk, board.holdRefusal);
  const http = await createHttpServer({
    path,
    bodyLimitBytes: configuration.bodyLimitBytes,
    isKey,
    dispatcher,
    logger,
    health: operations.health,
    onAnswer: operations.onAnswer,
    now: () => clock.now(),
    settings: configuration.http,
    doorkeeper,
    audit: entrance.audit,
  });
  const elma =
    configuration.elma365 === undefined
      ? null
      : createElma365(configuration.elma365, { clock, logger, agents, handlers, linkOf });
  // Fastify's close waits for open requests, so the polls among them are answered first.
  http.addHook('preClose', (done) => {
    board.release();
    done();
  });
  const followers = [
    {
      call: crm?.namesFor((...found) => board.identify(...found)),
      finished: (record: CallRecord) => crm?.finished(record),
    },
    elma?.listener ?? {},
  ];
  const listener = operations.watch(core.listener(followers));
  const calls = member ?? telephony;
  /** In the order in which they start; they close in the reverse order. */
  const features: readonly Feature[] = [
    { close: () => core.close() },
    { close: () => entrance.close() },
    { openRoutes: (at) => recordings.openDoor(at, path), close: () => recordings.close() },
    { start: () => openCalls?.open(), close: () => openCalls?.close() },
    {
      openRoutes: (at) => crm?.openDoor(at, doorkeeper, isKey, member?.askLeader),
      start: () => (member === null ? crm?.start() : undefined),
      close: () => crm?.close(),
    },
    { openRoutes: (at) => elma?.openDoors(at, doorkeeper), close: () => elma?.close() },
    {
      openRoutes: (at) =>
        openRouting(at, configuration, {
          clock,
          doorkeeper,
          responsibleExtension: (number, signal) =>
            crm?.responsibleExtension(number, signal) ?? Promise.resolve(null),
          presenceOf: core.presenceOf,
        }),
    },
    { openRoutes: (at) => operations.openDoor(at) },
    {
      openRoutes: (at) =>
        system.openRoutes?.(at, {
          path,
          doorkeeper,
          directory,
          callsOf: (extension) => board.callsOf(extension),
          findCaller: async (number, signal) => {
            const extension = (await crm?.responsibleExtension(number, signal).catch(() => null)) ?? null;
            return { name: partyOf(number).name, extension };
          },
        }),
      start: () => calls.start(listener),
      close: () => calls.close(),
    },
  ];
  for (const feature of features) await http.register(featurePlugin(feature));

  return {
    http,
    telephony: system.telephony,
    start: async () => {
      await http.ready();
    },
    close: () => http.close(),
  };
}
