import { agentListsOf } from './agentLists/agentListsOf';
import { forgetErrand } from './agentLists/forgetErrand';
import { listRoutes } from './agentLists/listRoutes';
import type { ClientTurns } from './calls/ClientTurns';
import type { TelephonyListener } from './calls/Telephony';
import type { JoinedCluster } from './cluster/createCluster';
import type { Configuration } from './config/Configuration';
import { missedClientsOf } from './missedClients/missedClientsOf';
import { answerMissedErrand, readMissedFromLeader } from './missedClients/readMissedFromLeader';
import type { CoreOptions } from './createCore';
import { createHistory, type CreateHistoryOptions } from './createHistory';
import type { Driver } from './telephony/Driver';
import type { Handlers, HistoryHandlers, MissedClientHandlers } from './rpc/createHandlers';
import type { Feature } from './system/Feature';

/** Of the cluster's member what the lists use. */
type Member = Pick<JoinedCluster, 'askLeader' | 'onLeadChange' | 'writeMissedClients'>;

/** People that are found by a name, whose calls are searched for. */
const MOST_PEOPLE = 100;

/** Lists of calls: those that agents have not answered, each agent's own and the company's, and past ones. */
export interface CreatedLists {
  readonly listener: Partial<Pick<TelephonyListener, 'call' | 'finished'>>;
  /** Undefined: no list of the company is kept. */
  readonly methods: MissedClientHandlers | undefined;
  /** Undefined: the same. */
  readonly turns: ClientTurns | undefined;
  /** See `CreatedHistory`. */
  readonly history: HistoryHandlers | undefined;
  /** Answers another backend's errand; null: it is none for the lists. */
  errand(text: string): Promise<string | null>;
  /** To be called once, when the cluster has been joined. */
  createFeatures(): { readonly lists: Feature; readonly missedClients: Feature };
}

/**
 * Builds the lists. Of several backends agents' own lists are in Redis, and the leading one has the company's.
 * @param member this backend among several, which is created later; undefined: it is the only one
 */
export function createLists(
  configuration: Configuration,
  crm: Parameters<typeof missedClientsOf>[1] &
    Parameters<typeof agentListsOf>[0]['others'][number] &
    CreateHistoryOptions['crm'],
  options: Omit<Parameters<typeof agentListsOf>[0], 'others' | 'settings'> & {
    readonly states: { setMissedClients(revision: number): void };
  } & Omit<Parameters<typeof missedClientsOf>[2], 'onChange'> &
    Pick<CreateHistoryOptions, 'recordings'> & {
      readonly driver: Pick<Driver, 'linkOf'>;
      readonly handlers: Pick<Handlers, 'get_contacts'>;
    },
  member: () => Member | undefined,
): CreatedLists {
  const onChange = (revision: number): void => {
    const joined = member();
    if (joined === undefined) options.states.setMissedClients(revision);
    else joined.writeMissedClients(revision);
  };
  const missed = missedClientsOf(configuration, crm, { ...options, onChange });
  const history = createHistory({
    ...{ ...options, crm, member, identity: configuration.identity },
    ownLinkOf: (record) => options.driver.linkOf?.(record) ?? null,
    peopleLike: (text, ...asked) =>
      options.handlers.get_contacts({ start_with: text, max_results: MOST_PEOPLE }, ...asked),
  });
  return {
    listener: missed?.listener ?? {},
    history: history.methods,
    turns: missed?.turns,
    methods:
      missed === null
        ? undefined
        : {
            list: (agent) => {
              const joined = member();
              return joined === undefined
                ? missed.methods.list(agent)
                : readMissedFromLeader(joined.askLeader, agent);
            },
            // Commands reach the leader by themselves.
            take: (...of) => missed.methods.take(...of),
            callBack: (...of) => missed.methods.callBack(...of),
          },
    errand: async (text) =>
      (await history.errand(text)) ??
      (await forgetErrand.answer(text, [crm, missed])) ??
      answerMissedErrand(text, missed?.methods ?? null, (extension) =>
        options.directory.withExtension(extension),
      ),
    createFeatures: () => {
      const joined = member();
      if (joined === undefined)
        return {
          lists: agentListsOf({ ...options, others: [crm, missed], settings: configuration.store }),
          missedClients: missed ?? {},
        };
      joined.onLeadChange(async (isLeading) => (isLeading ? missed?.start() : missed?.pause()));
      const { path, keyLimiter, isKey } = options;
      const forget = (number: string): Promise<{ agents: number; areShared: boolean }> =>
        forgetErrand.send(joined.askLeader, number).then(() => ({ agents: 0, areShared: true }));
      return {
        lists: { openRoutes: (http) => listRoutes(http, path, keyLimiter.checkFor(isKey), { forget }) },
        missedClients: { close: () => missed?.pause() },
      };
    },
  };
}

/** What the core asks of the lists, which are created after it. */
export function listMethodsOf(
  lists: () => CreatedLists,
): Required<Pick<CoreOptions, 'missedClients' | 'history' | 'turns'>> {
  return {
    missedClients: () => lists().methods,
    history: () => lists().history,
    turns: () => lists().turns,
  };
}
