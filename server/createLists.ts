import { agentListsOf } from './agentLists/agentListsOf';
import type { TelephonyListener } from './calls/Telephony';
import type { JoinedCluster } from './cluster/createCluster';
import type { Configuration } from './config/Configuration';
import { missedClientsOf } from './missedClients/missedClientsOf';
import { answerMissedErrand, readMissedFromLeader } from './missedClients/readMissedFromLeader';
import type { MissedClientHandlers } from './rpc/createHandlers';
import type { Feature } from './system/Feature';

/** Of the cluster's member what the lists use. */
type Member = Pick<JoinedCluster, 'askLeader' | 'onLeadChange' | 'writeMissedClients'>;

/** Lists of calls that agents have not answered: each agent's own, and the company's. */
export interface CreatedLists {
  readonly listener: Partial<Pick<TelephonyListener, 'call' | 'finished'>>;
  /** Undefined: no list of the company is kept. */
  readonly methods: MissedClientHandlers | undefined;
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
  crm: Parameters<typeof missedClientsOf>[1] & Parameters<typeof agentListsOf>[0]['others'][number],
  options: Omit<Parameters<typeof agentListsOf>[0], 'others' | 'settings'> & {
    readonly states: { setMissedClients(revision: number): void };
  } & Omit<Parameters<typeof missedClientsOf>[2], 'onChange'>,
  member: () => Member | undefined,
): CreatedLists {
  const onChange = (revision: number): void => {
    const joined = member();
    if (joined === undefined) options.states.setMissedClients(revision);
    else joined.writeMissedClients(revision);
  };
  const missed = missedClientsOf(configuration, crm, { ...options, onChange });
  return {
    listener: missed?.listener ?? {},
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
    errand: (text) =>
      answerMissedErrand(text, (extension) => {
        const agent = options.directory.withExtension(extension);
        return agent === null ? null : (missed?.methods.list(agent) ?? null);
      }),
    createFeatures: () => {
      const joined = member();
      if (joined === undefined)
        return {
          lists: agentListsOf({ ...options, others: [crm, missed], settings: configuration.store }),
          missedClients: missed ?? {},
        };
      joined.onLeadChange(async (isLeading) => (isLeading ? missed?.start() : missed?.pause()));
      return { lists: {}, missedClients: { close: () => missed?.pause() } };
    },
  };
}
