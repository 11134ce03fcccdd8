import type { FastifyBaseLogger } from 'fastify';
import type { AgentCall } from '../calls/AgentCall';
import { callLog } from '../calls/messages';
import type { TelephonyListener } from '../calls/Telephony';
import type { Store } from '../store/Store';
import type { Clock } from '../system/Clock';
import type { Feature } from '../system/Feature';
import { LogLine } from '../system/LogLine';
import type { CallBackList, FinishedTask } from '../crm/callBacks/CallBackList';
import { ClientCallBacks } from './ClientCallBacks';
import { finishedBy } from './finishedBy';
import { MissedClientMethods, type MissedClientMethodsOptions } from './MissedClientMethods';
import { MissedClients } from './MissedClients';
import type { MissedClientsSettings } from './missedClientsFeature';
import { TalkWatch } from './TalkWatch';

const DAY_MS = 86_400_000;

/** The company's list of missed calls in a running backend. */
export interface RunningMissedClients extends Feature {
  readonly methods: MissedClientMethods;
  readonly listener: Pick<TelephonyListener, 'call' | 'finished'>;
  /** For amoCRM's side. */
  readonly callBacks: CallBackList;
  /** Reads the list and keeps it from now on. */
  start(): Promise<void>;
  /** Another backend keeps it from now on. */
  pause(): void;
  /** See `MissedClients.forget`. */
  forget(isOf: (number: string) => boolean): Promise<void>;
}

/** What the list is built from. */
export interface CreateMissedClientsOptions extends Omit<MissedClientMethodsOptions, 'clients'> {
  readonly settings: MissedClientsSettings;
  readonly store: Pick<Store, 'missedClients' | 'onRecovered'>;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly callsOf: (extension: string) => readonly AgentCall[];
  /** The list has changed. */
  readonly onChange: (revision: number) => void;
  /** Completes a task in amoCRM. */
  readonly finishTask: (task: FinishedTask) => void;
}

/** Builds the company's list of missed calls; it is read at the start. */
export function createMissedClients(options: CreateMissedClientsOptions): RunningMissedClients {
  const { settings, store, clock, logger, callsOf, onChange, finishTask } = options;
  const talkMs = settings.talkSeconds * 1_000;
  const clients = new MissedClients({
    store: store.missedClients,
    clock,
    talkMs,
    keptMs: settings.keepDays * DAY_MS,
    onChange,
    onUnreadable: () => logger.warn(new LogLine(callLog.missedClientUnreadable)),
    onTaskOver: (...over) => finishTask(finishedBy(...over, clock.now())),
  });
  const talks = new TalkWatch({
    callsOf,
    clock,
    talkMs,
    onTalk: (extension, number) => clients.talked(extension, number),
    onDial: (extension, number) => clients.dialled(extension, number),
  });
  let stopWatching = (): void => undefined;
  const methods = new MissedClientMethods({ ...options, clients });
  const pause = (): void => {
    stopWatching();
    methods.close();
    talks.close();
    clients.pause();
  };
  return {
    methods,
    listener: {
      call: (extension, event) => talks.call(extension, event),
      finished: (record) => clients.finished(record),
    },
    callBacks: new ClientCallBacks({ clients, clock, finish: finishTask }),
    forget: (isOf) => clients.forget(isOf),
    start: async () => {
      stopWatching = store.onRecovered((how) => clients.recovered(how));
      await clients.start();
      onChange(clients.revision);
    },
    pause,
    close: pause,
  };
}
