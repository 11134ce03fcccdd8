import type { FastifyBaseLogger } from 'fastify';
import * as v from 'valibot';
import type { KeyLimiter } from '../access/KeyLimiter';
import type { Agent } from '../calls/Agent';
import { AgentDirectory } from '../calls/AgentDirectory';
import type { Party } from '../calls/Party';
import { Phonebook } from '../phonebook/Phonebook';
import type { Feature, FeatureKind } from '../system/Feature';
import { LogLine } from '../system/LogLine';
import { amoSettingsSchema, type AmoSettings } from './amoSettings';
import type { NoteStore } from './callNotes/NoteKeeper';
import type { ChoiceStore } from './callerCard/ChosenContacts';
import type { CallHistory } from './callerCard/CallHistory';
import type { CallerCards } from './callerCard/CallerCards';
import type { Crm, CrmOptions } from './Crm';
import { followClients, type FollowOptions } from './callers/followClients';
import { createCrm } from './createCrm';
import type { ClientIndexStore } from './clientIndex/ClientIndexStore';
import { OutboxCheck } from './outbox/OutboxCheck';
import type { OutboxStore } from './outbox/OutboxStore';
import { amoCheckMessages, crmLog } from './messages';

/** What the checks need of the configuration. */
interface CrmConfiguration {
  readonly amocrm?: AmoSettings | undefined;
  readonly agents: readonly Agent[];
  readonly identity?:
    | {
        readonly mode: 'off' | 'required';
        readonly accountId?: number | undefined;
        readonly secrets?: readonly string[] | undefined;
      }
    | undefined;
  /** Path of the wire. */
  readonly path: string;
  /** Where the backend listens. */
  readonly host: string;
  readonly port: number;
}

const settings = v.optional(amoSettingsSchema);

/** amoCRM's side: names of callers, contacts, and the log of calls. */
export const crmFeature: FeatureKind<typeof settings, CrmConfiguration> = {
  settings,
  secrets: new Map([
    ['ASTERISKNG_AMOCRM_TOKEN', 'token'],
    ['ASTERISKNG_AMOCRM_CLIENT_SECRET', 'clientSecret'],
    ['ASTERISKNG_AMOCRM_WEBHOOK_KEY', 'webhookKey'],
  ]),
  isSetUpBySecret: false,
  checks: ({ amocrm, agents, path, identity, host, port }, { clock, logger }) => {
    if (amocrm === undefined) return [];
    // It is not started, so it sends no calls.
    const crm = createCrm({
      settings: amocrm,
      path,
      clock,
      logger,
      directory: new AgentDirectory(agents),
      phonebook: new Phonebook([]),
      contacts: { search: () => [], last: () => [] },
      linkOf: () => null,
      outboxStore: noStore,
      provenAccountId: provenAccountOf(identity),
    });
    const ofAmocrm = crm.checks.map((check) => ({
      name: check.name,
      run: (signal: AbortSignal) => check.run(signal).finally(() => crm.close()),
    }));
    return [...ofAmocrm, new OutboxCheck({ host, port })];
  },
  paths: ({ amocrm }) => {
    const path = amocrm?.oauth?.tokenFile;
    if (path === undefined) return [];
    const { firstTokens } = amoCheckMessages;
    return [{ setting: 'amocrm.oauth.tokenFile', path, kind: 'existing', ifMissing: firstTokens }];
  },
};

/** For a side of amoCRM that is not started. */
const noStore = {
  put: () => Promise.reject(new Error('nothing is stored')),
  delete: () => Promise.reject(new Error('nothing is stored')),
  all: () => Promise.reject(new Error('nothing is stored')),
};

/** Where amoCRM's side keeps what outlives the process. */
interface KeptByCrm {
  /** Undefined: nothing is kept. */
  readonly outbox: OutboxStore | undefined;
  readonly store: {
    readonly index: ClientIndexStore;
    readonly calls: CallHistory & { saveNote(id: string, note: string | null): Promise<void> };
    readonly choices: ChoiceStore;
    readonly notes: NoteStore;
  } | null;
}

/** amoCRM's side of a running backend; null: it is not configured. A configured one has a store for its outbox. */
export function createCrmOf(
  { amocrm: settings, identity }: Pick<CrmConfiguration, 'amocrm' | 'identity'>,
  { outbox: outboxStore, store }: KeptByCrm,
  options: Omit<
    CrmOptions,
    | 'settings'
    | 'outboxStore'
    | 'indexStore'
    | 'calls'
    | 'choices'
    | 'noteStore'
    | 'saveNote'
    | 'provenAccountId'
    | 'markSecrets'
  >,
): Crm | null {
  if (settings === undefined || outboxStore === undefined) return null;
  const provenAccountId = provenAccountOf(identity);
  const markSecrets = identity?.mode === 'required' ? identity.secrets : undefined;
  const { index: indexStore, calls, choices, notes: noteStore } = store ?? {};
  const saveNote = store === null ? undefined : store.calls.saveNote.bind(store.calls);
  const kept = { outboxStore, indexStore, calls, choices, noteStore, saveNote };
  return createCrm({ ...options, settings, ...kept, provenAccountId, markSecrets });
}

/** The account whose users have to be proven; undefined: users are not proven, so that no rights can be applied. */
function provenAccountOf(identity: CrmConfiguration['identity']): number | undefined {
  return identity?.mode === 'required' ? identity.accountId : undefined;
}

/** What amoCRM's side uses while it runs. */
export interface CrmPluginOptions {
  readonly keyLimiter: Pick<KeyLimiter, 'checkFor'>;
  /** Is it a secret key of this backend? */
  readonly isKey: (key: string) => boolean;
  /** This backend among several; null: it is the only one. */
  readonly member: {
    readonly askLeader: (text: string) => Promise<string>;
    /** Registers a callback for when this backend starts and stops leading; it is waited for. */
    onLeadChange(watcher: (isLeading: boolean) => Promise<void>): void;
  } | null;
  readonly logger: FastifyBaseLogger;
  /** Decides again what agents may see of the parties of their calls. */
  readonly states: FollowOptions['states'] & { showAgain(): void };
  /** Cards follow what agents may see. */
  readonly cards: Pick<CallerCards, 'refresh'>;
}

/** The feature for a running backend. Of several backends only the leader sends calls to amoCRM. */
export function crmPlugin(
  crm: Crm | null,
  { keyLimiter, isKey, member, logger, states, cards }: CrmPluginOptions,
): Feature {
  if (crm === null) return {};
  // A store that can't be read does not stop calls: the outbox starts once it can.
  const start = (): Promise<void> =>
    crm.start().catch((err: unknown) => logger.error(new LogLine(crmLog.outboxNotRead, { err })));
  const showAgain = (): void => {
    states.showAgain();
    cards.refresh();
  };
  const follow = followClients({
    states,
    cards,
    find: (number) => crm.find(number),
    onFault: (err) => logger.warn(new LogLine(crmLog.callerUnnamed, { err })),
  });
  // Of several backends the leader changes the agents' states.
  let isLeader = member === null;
  member?.onLeadChange((isLeading) => {
    isLeader = isLeading;
    if (isLeader) showAgain();
    return isLeading ? start() : crm.pause();
  });
  return {
    openRoutes: (http) => crm.openRoutes(http, keyLimiter, isKey, member?.askLeader),
    start: () => {
      crm.watchClients((...changed) => {
        if (isLeader) follow(...changed);
      });
      crm.watchRights(() => {
        if (isLeader) showAgain();
      });
      return member === null ? start() : undefined;
    },
    close: () => crm.close(),
  };
}

/** Looks up who is responsible for a client in amoCRM. Without amoCRM there is no responsible agent. */
export interface ResponsibleLookup {
  /** Fails with an `AmoFault`. */
  readonly responsibleExtension: (number: string, signal: AbortSignal) => Promise<string | null>;
  /** With the client's name, if every agent may see it; never fails. */
  readonly findCaller: (
    number: string,
    signal: AbortSignal,
  ) => Promise<{ readonly name: string | null; readonly extension: string | null }>;
}

/** @param partyOf the party of a number, as far as is known without a request */
export function responsibleOf(crm: Crm | null, partyOf: (number: string) => Party): ResponsibleLookup {
  const responsibleExtension: ResponsibleLookup['responsibleExtension'] = async (number, signal) =>
    (await crm?.responsibleExtension(number, signal)) ?? null;
  return {
    responsibleExtension,
    findCaller: async (number, signal) => {
      const extension = await responsibleExtension(number, signal).catch(() => null);
      const party = partyOf(number);
      return { name: crm === null ? party.name : crm.nameForAll(party), extension };
    },
  };
}
