import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { version } from '../package.json';
import type { WireContact } from '../protocol/contact';
import { AgentDirectory } from './calls/AgentDirectory';
import { AgentBoard } from './calls/AgentBoard';
import { CallService } from './calls/CallService';
import type { Configuration } from './config/Configuration';
import { createHttpServer } from './http/createHttpServer';
import { createLogger } from './http/createLogger';
import { keyChecker } from './http/keyChecker';
import { Phonebook, type PhonebookEntry } from './phonebook/Phonebook';
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
  const phonebook = new Phonebook(entries(configuration));
  const recent = new RecentContacts(RECENT);
  const board = new AgentBoard(clock, (number) => phonebook.partyOf(number));
  const extensions = new Set(configuration.agents.map(({ extension }) => extension));
  const simulator = new Simulator(extensions, configuration.telephony, clock);
  const calls = new CallService(simulator, board, (uuid) => phonebook.byId(uuid)?.phone ?? null);

  const handlers = createHandlers(calls, board, {
    search: (text, limit, extension) =>
      phonebook
        .search(text, limit + 1)
        .filter(({ uuid }) => uuid !== colleagueUuid(extension))
        .slice(0, limit)
        .map(toWire),
    last: (extension, limit) =>
      recent
        .of(extension)
        .slice(0, limit)
        .map((number) => toWire(phonebook.ofNumber(number))),
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
    health: () => ({ status: 'ok', version, telephony: simulator.name, waiting: board.waitingPolls }),
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
      simulator.start((extension, event) => {
        if (event.type === 'began') recent.note(extension, event.number);
        board.take(extension, event);
      }),
    close: async () => {
      await http.close();
      await simulator.close();
    },
  };
}

function toWire({ uuid, name, phone }: PhonebookEntry): WireContact {
  return { uuid, name, phone };
}

function colleagueUuid(extension: string): string {
  return `agent:${extension}`;
}

/** Clients and colleagues. */
function entries({ contacts, agents }: Configuration): PhonebookEntry[] {
  return [
    ...contacts.map(({ uuid, name, phone, contactId }) => ({
      uuid: uuid ?? `contact:${contactId ?? phone}`,
      name,
      phone,
      contactId: contactId ?? null,
    })),
    ...agents.map(({ extension, name }) => ({
      uuid: colleagueUuid(extension),
      name,
      phone: extension,
      contactId: null,
    })),
  ];
}
