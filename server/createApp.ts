import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { version } from '../package.json';
import { AgentDirectory } from './calls/AgentDirectory';
import { AgentBoard } from './calls/AgentBoard';
import { CallService } from './calls/CallService';
import { ClientReturn } from './calls/ClientReturn';
import { CommandLog } from './calls/CommandLog';
import { presence, type Presence } from './calls/presence';
import type { CallRecord } from './calls/CallRecord';
import type { Telephony } from './calls/Telephony';
import { TransferService } from './calls/TransferService';
import type { Configuration } from './config/Configuration';
import { createCluster } from './createCluster';
import { createCrm } from './createCrm';
import { createElma365 } from './createElma365';
import { createEntrance } from './createEntrance';
import { createMetrics } from './createMetrics';
import { createRedis } from './createRedis';
import { createRecordings } from './createRecordings';
import { createTelephony } from './createTelephony';
import { LevelOutboxStore } from './crm/outbox/LevelOutboxStore';
import { createHttpServer } from './http/createHttpServer';
import { createLogger } from './http/createLogger';
import { keyChecker } from './http/keyChecker';
import { openRouting } from './openRouting';
import { ContactList } from './phonebook/ContactList';
import { Phonebook } from './phonebook/Phonebook';
import { phonebookEntries } from './phonebook/phonebookEntries';
import { RecentContacts } from './phonebook/RecentContacts';
import { Dispatcher } from './rpc/Dispatcher';
import { createHandlers } from './rpc/handlers';
import { relayedHandlers } from './rpc/relayedHandlers';
import { runRelayed } from './rpc/runMethod';
import { systemClock, type Clock } from './system/Clock';
import type { Simulator } from './telephony/simulator/Simulator';
import { openSimulatorDoor } from './telephony/simulator/simulatorDoor';

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
  /** Null: the telephone system is another. */
  readonly simulator: Simulator | null;
  /** Joins the telephone system. */
  start(): Promise<void>;
  /** Answers waiting polls, stops listening, leaves the telephone system. */
  close(): Promise<void>;
}

/** How many of an agent's last numbers are kept. */
const RECENT = 50;

/** Composition root of the backend: builds it and never listens. */
export async function createApp(configuration: Configuration, ports: Ports = {}): Promise<App> {
  const clock = ports.clock ?? systemClock;
  const logger = ports.logger ?? createLogger(configuration.logLevel);
  const { agents, path } = configuration;
  const directory = new AgentDirectory(agents);
  const phonebook = new Phonebook(phonebookEntries(configuration.contacts, agents));
  const recent = new RecentContacts(RECENT);
  const recordings = createRecordings(configuration.recordings, clock, logger);
  const redis = configuration.redis === undefined ? null : createRedis(configuration.redis, clock, logger);
  // Records of open calls are of use where calls are logged.
  const openCalls =
    configuration.amocrm === undefined || redis !== null
      ? null
      : new LevelOutboxStore(`${configuration.amocrm.calls.outbox}-open`);
  const drafts = configuration.amocrm === undefined ? undefined : (openCalls ?? redis?.drafts);
  const system = createTelephony(configuration, clock, logger, {
    drafts,
    onColleagues: (people) => phonebook.replace(phonebookEntries(configuration.contacts, agents, people)),
  });
  const { telephony: named, simulator } = system;
  const driver: Telephony = ports.telephony ?? named;
  const linkOf = (record: CallRecord): string | null => system.linkOf?.(record) ?? recordings.linkOf(record);
  const cluster = redis === null ? null : createCluster(redis, driver, clock, logger);
  const telephony = cluster?.telephony ?? driver;
  const presenceOf = (extension: string): Presence =>
    presence(board.callsOf(extension), system.isDoNotDisturb?.(extension));
  const colleagues = new ContactList(phonebook, recent, presenceOf);
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
          contacts: colleagues,
          linkOf,
          ...(redis !== null && { outboxStore: redis.outbox }),
        });
  const board = new AgentBoard(clock, (number) => crm?.known(number) ?? phonebook.partyOf(number));
  const nameCaller = crm?.namesFor((extension, number, party) => board.identify(extension, number, party));
  const commands = new CommandLog(clock, cluster?.records);
  const clients = new ClientReturn(telephony, board, (err) => {
    logger.error({ err }, 'a client is left on hold after a consultation');
  });
  const transfers = new TransferService(telephony, board, clients, clock);
  const calls = new CallService(
    telephony,
    board,
    (uuid) => crm?.numberOf(uuid) ?? phonebook.byId(uuid)?.phone ?? null,
  );
  const ownHandlers = createHandlers({
    calls,
    transfers,
    board,
    contacts: crm?.contacts ?? colleagues,
    commands,
    server: { name: 'asterisk-ng', version },
    can: (extension) => telephony.can(extension),
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
    else crm?.start().catch((err: unknown) => logger.error({ err }, 'the outbox can not be read'));
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
  const onFault = (method: string, err: unknown): void => logger.error({ method, err }, 'a method failed');
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
  await recordings.openDoor(http, path);
  openRouting(http, configuration, {
    clock,
    doorkeeper,
    responsibleExtension: (number, signal) =>
      crm?.responsibleExtension(number, signal) ?? Promise.resolve(null),
    presenceOf,
  });
  system.openDoor?.(http, {
    path,
    doorkeeper,
    findCaller: async (number, signal) => {
      const extension = (await crm?.responsibleExtension(number, signal).catch(() => null)) ?? null;
      const { name } = crm?.known(number) ?? phonebook.partyOf(number);
      return { name, extension };
    },
  });
  crm?.openDoor(http, doorkeeper, isKey, member?.askLeader);
  elma?.openDoors(http, doorkeeper);
  operations.openDoor(http);
  if (simulator !== null && configuration.telephony.driver === 'simulator' && configuration.telephony.door)
    openSimulatorDoor(http, simulator, directory, board);
  // Fastify's close waits for open requests, so the polls among them are answered first.
  http.addHook('preClose', (done) => {
    board.release();
    done();
  });
  const listener = operations.watch({
    call(extension, event, origin) {
      // A phone that is no agent's is nobody's business here, and nothing is kept of it.
      if (directory.withExtension(extension) === null) return;
      if (event.type === 'began') recent.note(extension, event.number);
      board.take(extension, event, origin);
      transfers.take(extension, event);
      nameCaller?.(extension, event);
      elma?.listener.call(extension, event, origin);
    },
    finished(record) {
      crm?.finished(record);
      elma?.listener.finished(record);
    },
    resynced(liveIds, at) {
      board.retain(liveIds, at);
      clients.recheck();
      elma?.listener.resynced(liveIds, at);
    },
    link: (isUp) => board.setLink(isUp),
  });

  return {
    http,
    simulator,
    start: async () => {
      await openCalls?.open();
      if (member === null) await crm?.start();
      await (member ?? telephony).start(listener);
    },
    close: async () => {
      await http.close();
      await (member ?? telephony).close();
      elma?.close();
      await crm?.close();
      await openCalls?.close();
      await recordings.close();
      await entrance.close();
      commands.close();
    },
  };
}
