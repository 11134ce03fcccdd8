import type { FastifyBaseLogger } from 'fastify';
import type { AgentCall } from '../calls/AgentCall';
import { callLog } from '../calls/messages';
import type { ClientTurns } from '../calls/ClientTurns';
import type { TelephonyListener } from '../calls/Telephony';
import type { Store } from '../store/Store';
import type { Clock } from '../system/Clock';
import type { Feature } from '../system/Feature';
import { LogLine } from '../system/LogLine';
import type { CallBackList, FinishedTask } from '../crm/callBacks/CallBackList';
import { ClientCallBacks } from './ClientCallBacks';
import { ClientCallers } from './ClientCallers';
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
  /** For agents' new calls. */
  readonly turns: ClientTurns;
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
export interface CreateMissedClientsOptions extends Omit<MissedClientMethodsOptions, 'clients' | 'callers'> {
  readonly settings: MissedClientsSettings;
  readonly store: Pick<Store, 'missedClients' | 'onRecovered'>;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly callsOf: (extension: string) => readonly AgentCall[];
  /** Of all agents. */
  readonly extensions: readonly string[];
  /** The list has changed. */
  readonly onChange: (revision: number) => void;
  /** Completes a task in amoCRM. */
  readonly finishTask: (task: FinishedTask) => void;
}

/** Builds the company's list of missed calls; it is read at the start. */
export function createMissedClients(options: CreateMissedClientsOptions): RunningMissedClients {
  const { settings, store, clock, logger, callsOf, extensions, onChange, finishTask } = options;
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
  const callers = new ClientCallers({ clients, extensions, callsOf, clock });
  const talks = new TalkWatch({
    callsOf,
    clock,
    talkMs,
    onTalk: (extension, number) => clients.talked(extension, number),
    onDial: (extension, number) => {
      callers.began(extension, number);
      clients.dialled(extension, number);
    },
    onDialOver: (extension, number) => callers.over(extension, number),
  });
  let stopWatching = (): void => undefined;
  const methods = new MissedClientMethods({ ...options, clients, callers });
  const pause = (): void => {
    stopWatching();
    methods.close();
    talks.close();
    callers.close();
    clients.pause();
  };
  return {
    methods,
    turns: {
      callBackOf: (extension, number) => methods.callBackOf(extension, number),
      begin: (extension, number) => callers.begin(extension, number),
    },
    listener: {
      call: (extension, event) => talks.call(extension, event),
      finished: (record) => {
        clients.finished(record);
        // The client has called in vain while an agent calls them.
        const caller = record.direction === 'inbound' ? callers.callerOf(record.number) : null;
        if (caller !== null) clients.dialled(caller, record.number);
      },
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
