import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { version } from '../package.json';
import { AgentDirectory } from './calls/AgentDirectory';
import { AgentBoard } from './calls/AgentBoard';
import { CallService } from './calls/CallService';
import { ClientReturn } from './calls/ClientReturn';
import { CommandLog } from './calls/CommandLog';
import { presence } from './calls/presence';
import type { Telephony } from './calls/Telephony';
import { TransferService } from './calls/TransferService';
import type { Configuration } from './config/Configuration';
import { createHttpServer } from './http/createHttpServer';
import { createLogger } from './http/createLogger';
import { keyChecker } from './http/keyChecker';
import { ContactList } from './phonebook/ContactList';
import { Phonebook } from './phonebook/Phonebook';
import { phonebookEntries } from './phonebook/phonebookEntries';
import { RecentContacts } from './phonebook/RecentContacts';
import { Dispatcher } from './rpc/Dispatcher';
import { createHandlers } from './rpc/handlers';
import { systemClock, type Clock } from './system/Clock';
import { Simulator } from './telephony/simulator/Simulator';
import { openSimulatorDoor } from './telephony/simulator/simulatorDoor';

/** What a test or the sandbox may put in place of the real thing. */
export interface Ports {
  readonly clock?: Clock;
  readonly logger?: FastifyBaseLogger;
}

/** A backend that is built and does not listen yet. */
export interface App {
  readonly http: FastifyInstance;
  readonly simulator: Simulator;
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
  const directory = new AgentDirectory(configuration.agents);
  const phonebook = new Phonebook(phonebookEntries(configuration.contacts, configuration.agents));
  const recent = new RecentContacts(RECENT);
  const board = new AgentBoard(clock, (number) => phonebook.partyOf(number));
  const commands = new CommandLog(clock);
  const extensions = new Set(configuration.agents.map(({ extension }) => extension));
  const simulator = new Simulator(extensions, configuration.telephony, clock);
  const telephony: Telephony = simulator;
  const clients = new ClientReturn(telephony, board, (err) => {
    logger.error({ err }, 'a client is left on hold after a consultation');
  });

  const handlers = createHandlers({
    calls: new CallService(telephony, board, (uuid) => phonebook.byId(uuid)?.phone ?? null),
    transfers: new TransferService(telephony, board, clients),
    board,
    contacts: new ContactList(phonebook, recent, (extension) => presence(board.callsOf(extension))),
    commands,
    server: { name: 'asterisk-ng', version },
    can: (extension) => telephony.can(extension),
  });
  const dispatcher = new Dispatcher(handlers, directory, (method, err) => {
    logger.error({ method, err }, 'a method failed unexpectedly');
  });
  const http = await createHttpServer({
    path: configuration.path,
    bodyLimitBytes: configuration.bodyLimitBytes,
    isKey: keyChecker(configuration.secretKeys),
    dispatcher,
    logger,
    health: () => ({ status: 'ok', version, telephony: telephony.name, waiting: board.waitingPolls }),
  });
  if (configuration.telephony.door) openSimulatorDoor(http, simulator, directory, board);
  // Fastify's close waits for open requests, so the polls among them are answered first.
  http.addHook('preClose', (done) => {
    board.release();
    done();
  });

  return {
    http,
    simulator,
    start: () =>
      simulator.start({
        call(extension, event, origin) {
          // A phone that is no agent's is nobody's business here, and nothing is kept of it.
          if (directory.withExtension(extension) === null) return;
          if (event.type === 'began') recent.note(extension, event.number);
          board.take(extension, event, origin);
          clients.take(extension, event);
        },
        finished: () => undefined,
        resynced: (liveIds, at) => board.retain(liveIds, at),
        link: () => undefined,
      }),
    close: async () => {
      await http.close();
      await simulator.close();
      commands.close();
    },
  };
}
