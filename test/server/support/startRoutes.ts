import type { FastifyInstance } from 'fastify';
import { AgentStates } from '../../../server/calls/AgentStates';
import { AgentDirectory } from '../../../server/calls/AgentDirectory';
import { CallService } from '../../../server/calls/CallService';
import { HoldRelease } from '../../../server/calls/HoldRelease';
import { CommandLog } from '../../../server/calls/CommandLog';
import { presence } from '../../../server/calls/presence';
import { unknownParty } from '../../../server/calls/Party';
import { TransferService } from '../../../server/calls/TransferService';
import { parseConfiguration, type ConfigurationInput } from '../../../server/config/Configuration';
import { webhookRoutes } from '../../../server/crm/webhook/webhookRoutes';
import { createAccessControl } from '../../../server/http/createAccessControl';
import { createRecordings, type Recordings } from '../../../server/recordings/createRecordings';
import { createHttpServer } from '../../../server/http/createHttpServer';
import { createLogger } from '../../../server/http/createLogger';
import { keyChecker } from '../../../server/access/keyChecker';
import { openRouting } from '../../../server/routing/openRouting';
import type { Identity } from '../../../server/rpc/Identity';
import { Dispatcher } from '../../../server/rpc/Dispatcher';
import { createHandlers } from '../../../server/rpc/createHandlers';
import { Simulator } from '../../../server/telephony/simulator/Simulator';
import { simulatorRoutes } from '../../../server/telephony/simulator/simulatorRoutes';
import { FakeTimer } from '../../support/FakeTimer';
import { KEY } from './startBackend';

/** Replacement for amoCRM. */
export type Responsible = (number: string, signal: AbortSignal) => Promise<string | null>;

/** Wire and routes of the features, of the real code, with a clock that stands still. */
export interface RoutesUnderTest {
  readonly http: FastifyInstance;
  readonly recordings: Recordings;
  readonly timer: FakeTimer;
  readonly log: string[];
  readonly simulator: Simulator;
  readonly states: AgentStates;
  close(): Promise<void>;
}

export async function startRoutes(
  changes: Partial<ConfigurationInput> = {},
  responsibleExtension: Responsible = () => Promise.resolve(null),
  identity?: Identity,
): Promise<RoutesUnderTest> {
  const timer = new FakeTimer();
  const log: string[] = [];
  const logger = createLogger('trace', { write: (line: string) => void log.push(line) });
  const configuration = parseConfiguration({
    secretKeys: [KEY],
    path: '/asterisk_ng',
    agents: [
      { email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Анна Смирнова' },
      { email: 'boris@example.com', amouserId: 2, extension: '102', name: 'Борис Орлов' },
    ],
    telephony: { driver: 'simulator' },
    ...changes,
  });
  const now = (): number => timer.now();
  const directory = new AgentDirectory(configuration.agents);
  const states = new AgentStates(timer, unknownParty);
  const simulator = new Simulator(
    new Set(['101', '102']),
    { seed: 1, answerMs: 2_000, noAnswerMs: 20_000, talkMs: 0, door: false, without: [] },
    timer,
  );
  const commands = new CommandLog(timer);
  const handlers = createHandlers({
    calls: new CallService(simulator, states, () => null),
    transfers: new TransferService(
      simulator,
      states,
      new HoldRelease(simulator, states, () => undefined),
      timer,
    ),
    states,
    contacts: { search: () => [], last: () => [] },
    commands,
    server: { name: 'asterisk-ng', version: '1.0.0' },
    can: () => simulator.can(),
  });
  const { http: settings } = configuration;
  const { keyLimiter, allowRequest, audit } = createAccessControl(configuration, timer, logger);
  const http = await createHttpServer({
    path: configuration.path,
    bodyLimitBytes: configuration.bodyLimitBytes,
    isKey: keyChecker(configuration.secretKeys),
    dispatcher: new Dispatcher(handlers, directory, { onFault: () => undefined, allowRequest, identity }),
    logger,
    health: () => ({ status: 'ok' }),
    now,
    settings,
    keyLimiter,
    audit,
  });
  const presenceOf = (extension: string): ReturnType<typeof presence> => presence(states.callsOf(extension));
  const recordings = createRecordings(configuration.recordings, configuration.path, timer, logger);
  await recordings.openRoutes(http);
  openRouting(http, configuration, {
    clock: timer,
    keyLimiter,
    allowRequest,
    responsibleExtension,
    presenceOf,
  });
  if (configuration.telephony.driver === 'simulator' && configuration.telephony.door)
    simulatorRoutes(http, simulator, directory, (extension) => states.callsOf(extension));
  webhookRoutes(
    http,
    configuration.path,
    keyLimiter.checkFor((key) => key === KEY),
    () => undefined,
  );
  http.addHook('preClose', (done) => {
    states.release();
    done();
  });
  await simulator.start({
    call: (extension, event, origin) => states.applyEvent(extension, event, origin),
    closed: () => undefined,
    finished: () => undefined,
    resynced: () => undefined,
    link: () => undefined,
  });
  await http.ready();
  const close = async (): Promise<void> => {
    await http.close();
    await recordings.close();
    await simulator.close();
    await audit.close();
    commands.close();
  };
  return { http, recordings, timer, log, simulator, states, close };
}

/** The base address of a server that listens on a free port of this machine. */
export async function listen(http: FastifyInstance): Promise<string> {
  return http.listen({ host: '127.0.0.1', port: 0 });
}
