import type { AgentDirectory } from './calls/AgentDirectory';
import type { CallRecord } from './calls/CallRecord';
import { unknownParty, type Party } from './calls/Party';
import type { Crm } from './crm/Crm';
import { HistoryCursors } from './history/HistoryCursors';
import { HistoryLines } from './history/HistoryLines';
import { HistoryMethods, type HistoryMethodsOptions, type RecordingLink } from './history/HistoryMethods';
import { HistoryPages } from './history/HistoryPages';
import {
  answerHistoryErrand,
  readHistoryFromLeader,
  readRecordingFromLeader,
} from './history/readHistoryFromLeader';
import type { IdentitySettings } from './identity/identitySettings';
import { withOwnChoice } from './history/withOwnChoice';
import { outcomeTextOf } from './outcomeTextOf';
import type { Recordings } from './recordings/createRecordings';
import type { HistoryHandlers } from './rpc/createHandlers';
import type { Store } from './store/Store';
import type { Clock } from './system/Clock';

/** What the list of past calls is built from. */
export interface CreateHistoryOptions {
  readonly identity: IdentitySettings | undefined;
  readonly store: Pick<Store, 'calls'> | null;
  /** Null: there are no rights by which others' calls could be shown. */
  readonly crm: Pick<Crm, 'seenClients' | 'notes' | 'cardSources'> | null;
  readonly directory: AgentDirectory;
  readonly clock: Clock;
  readonly partyOf: (number: string) => Party;
  /** The link of the telephone system itself, which does not end soon; null: it has none. */
  readonly ownLinkOf: (record: CallRecord) => string | null;
  readonly recordings: Pick<Recordings, 'linkOf' | 'shortLinkOf'>;
  readonly peopleLike: HistoryMethodsOptions['peopleLike'];
  /** This backend among several, which is created later; undefined: it is the only one. */
  readonly member: () => { readonly askLeader: (text: string) => Promise<string> } | undefined;
}

/** The list of past calls on the wire. */
export interface CreatedHistory {
  /** Undefined: nothing is stored, or users are not proven: one key for all would open everybody's calls. */
  readonly methods: HistoryHandlers | undefined;
  /** Answers another backend's errand; null: it is none for the list. */
  errand(text: string): Promise<string | null>;
}

/** Builds the list of past calls. Of several backends the leading one answers, since it has amoCRM's cards. */
export function createHistory(options: CreateHistoryOptions): CreatedHistory {
  const { directory, member } = options;
  const methods = historyMethods(options);
  return {
    methods: methods && {
      list: (agent, query, signal) => {
        const joined = member();
        return joined === undefined
          ? methods.list(agent, query, signal)
          : readHistoryFromLeader(joined.askLeader, agent, query);
      },
      recording: (agent, id) => {
        const joined = member();
        return joined === undefined
          ? methods.recording(agent, id)
          : readRecordingFromLeader(joined.askLeader, agent, id);
      },
    },
    errand: (text) =>
      answerHistoryErrand(text, methods ?? null, (extension) => directory.withExtension(extension)),
  };
}

function historyMethods(options: CreateHistoryOptions): HistoryMethods | undefined {
  const { identity, store, crm, directory, clock, partyOf, ownLinkOf, recordings, peopleLike } = options;
  if (identity?.mode !== 'required' || store === null) return undefined;
  const { calls } = store;
  const choicesOf: Parameters<typeof withOwnChoice>[2] = async (number) =>
    (await crm?.cardSources?.chosen.of(number)) ?? [];
  const lines = new HistoryLines({
    seen: async (extension, number, isDialled) => {
      const seen = number === '' ? undefined : await crm?.seenClients?.of(extension, number, isDialled);
      if (seen !== undefined) return withOwnChoice(seen, extension, choicesOf);
      return {
        party: number === '' ? unknownParty(number) : partyOf(number),
        // What no card has hides nothing, and is seen by whose calls may be.
        cards: 'all',
        isOwned: false,
      };
    },
    mayViewCallsOf: (viewer, colleague) =>
      crm?.seenClients?.mayViewCallsOf(viewer, colleague) ?? viewer === colleague,
    nameOf: (extension) => directory.withExtension(extension)?.name ?? null,
    outcomeText: (id) => outcomeTextOf(crm, id),
    hasRecording: (record) => (ownLinkOf(record) ?? recordings.linkOf(record)) !== null,
  });
  const cursors = new HistoryCursors(identity.secrets);
  return new HistoryMethods({
    calls,
    lines,
    pages: new HistoryPages({ calls, lines, cursors, clock }),
    hasDepartment: (extension) => crm?.seenClients?.mayViewSome(extension) ?? false,
    peopleLike,
    linkTo: (record): Promise<RecordingLink | null> => {
      const url = ownLinkOf(record);
      return url === null ? recordings.shortLinkOf(record) : Promise.resolve({ url, expiresAt: null });
    },
  });
}
