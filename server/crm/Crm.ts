import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { WireNoteState } from '../../protocol/callNote';
import type { KeyLimiter } from '../access/KeyLimiter';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { CallEvent } from '../calls/CallEvent';
import type { CallRecord } from '../calls/CallRecord';
import type { Party } from '../calls/Party';
import type { ContactList } from '../phonebook/ContactList';
import type { Phonebook } from '../phonebook/Phonebook';
import type { Check } from '../system/Check';
import type { Clock } from '../system/Clock';
import type { AmoSettings } from './amoSettings';
import type { CallBacks } from './callBacks/CallBacks';
import type { CallHistory } from './callerCard/CallHistory';
import type { CardSources } from './callerCard/CallerCards';
import type { Fetch } from './client/AmoWire';
import type { TokenStore } from './client/TokenStore';
import type { IndexProgress } from './clientIndex/IndexLog';
import type { CallNotes } from './callNotes/CallNotes';
import type { NoteStore } from './callNotes/NoteKeeper';
import type { NoteMethods } from './callNotes/NoteMethods';
import type { ChoiceStore } from './callerCard/ChosenContacts';
import type { ClientsChanged } from './callers/followClients';
import type { CardId, ClientIndexStore } from './clientIndex/ClientIndexStore';
import type { EndedCalls } from './EndedCalls';
import type { AmoContactList } from './contacts/AmoContactList';
import type { MadeOnCall } from './MadeCards';
import type { OutboxStore } from './outbox/OutboxStore';
import type { SeenClients } from './rights/SeenClients';
import type { RightsHealth } from './rights/rightsHealth';

/** What amoCRM's side needs from the backend. */
export interface CrmOptions {
  readonly settings: AmoSettings;
  /** The wire's path. */
  readonly path: string;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly directory: AgentDirectory;
  readonly phonebook: Phonebook;
  /** The phone book without amoCRM. */
  readonly contacts: Pick<ContactList, 'search' | 'last'>;
  /** URL of a call's recording; null: there is none. */
  readonly linkOf: (record: CallRecord) => string | null;
  /** Keeps calls that are not in amoCRM yet. */
  readonly outboxStore: OutboxStore;
  /** Number of the account whose users have to be proven; agents then see what their users may view. Undefined: everything. */
  readonly provenAccountId?: number | undefined;
  /** The integration's, which sign the marks of notes; left out: users are not proven, so no notes are written. */
  readonly markSecrets?: readonly string[] | undefined;
  /** Ended calls; left out: there is no store for them. */
  readonly calls?: CallHistory | undefined;
  /** Keeps notes of calls; left out: there is no store for them. */
  readonly noteStore?: NoteStore | undefined;
  /** Keeps with an ended call what agents have written of it; left out: there is no store for it. */
  readonly saveNote?: ((id: string, note: string | null) => Promise<void>) | undefined;
  /** Keeps agents' choices among contacts; left out: there is no store for them. */
  readonly choices?: ChoiceStore | undefined;
  /** Keeps the copy of amoCRM's cards; left out: there is no store for it. */
  readonly indexStore?: ClientIndexStore | undefined;
  /** Replaces the file when several backends share an account by OAuth. */
  readonly tokenStore?: TokenStore;
  /** Replaces the network in tests. */
  readonly fetch?: Fetch;
  /** Numbers from 0 to 1. */
  readonly random?: () => number;
}

/** amoCRM's side of the backend. */
export interface Crm {
  /** Who has the number, without a request, not as an agent may see it; null: amoCRM has to be asked. */
  known(number: string): Party | null;
  /** Are all cards in the index, so that who calls is known without amoCRM? */
  isIndexed(): boolean;
  /** The party as this agent may see it. */
  shown(extension: string, party: Party): Party;
  /** Which agents may see a client, without a request to amoCRM; null: no rights apply. */
  readonly seenClients: Pick<SeenClients, 'of' | 'mayViewCallsOf' | 'mayViewSome'> | null;
  /** May this agent view whatever card the colleague with the extension `owner` has? */
  mayViewCardsOf(extension: string, owner: string): boolean;
  /** The party's name if every agent may see it, for a screen that any of them has before them. */
  nameForAll(party: Party): string | null;
  /** Who has the number, by the phone book, the index or amoCRM. Fails with an `AmoFault`. */
  find(number: string): Promise<Party>;
  /** Calls whose clients may still be made in amoCRM. */
  readonly endedCalls: Pick<EndedCalls, 'add' | 'numberOf'>;
  /** An agent says that these cards were made of the client of their call. */
  made(on: MadeOnCall, cards: readonly CardId[]): void;
  /** @param onChange called when clients' cards have changed, where the index says so or an agent has made them */
  watchClients(onChange: ClientsChanged): void;
  /** Reads users' rights from now on. @param onChange called when agents may see more or less than before */
  watchRights(onChange: () => void): void;
  /** The phone book with amoCRM's contacts. */
  readonly contacts: AmoContactList;
  /** Number of an amoCRM contact by its uuid in the phone book; null: it is not of an amoCRM contact. */
  numberOf(uuid: string): string | null;
  /** A user's e-mail in amoCRM; null: it lists no such user. Fails with an `AmoFault`, also when the token may not list users. */
  userEmail(id: number, signal: AbortSignal): Promise<string | null>;
  /** Does the list of users that was read last say that the user is switched off, or lack them? False: also while there is none. */
  isInactive(userId: number): boolean;
  /** Extension of the agent who is responsible for the client with the number; null: none. Fails with an `AmoFault`. */
  responsibleExtension(number: string, signal: AbortSignal): Promise<string | null>;
  /** Returns a listener that names callers; to be called after the board has handled the event. `recovered`: see `nameCallers`. */
  namesFor(
    identify: (extension: string, number: string, party: Party) => void,
    recovered?: (extension: string, number: string) => void,
  ): (extension: string, event: CallEvent) => void;
  /** What caller's cards are made of; null: there is no index, or users' rights do not apply. */
  readonly cardSources: CardSources | null;
  /** Adds a finished call to the outbox, or has it wait for its outcome. */
  finished(record: CallRecord): void;
  /** What agents write of calls; null: they are not asked for outcomes. */
  readonly notes: {
    readonly methods: NoteMethods;
    /** As in `CallNotes`. */
    readonly call: CallNotes['call'];
    readonly resynced: CallNotes['resynced'];
    /** @param onChange called with the state of the note of an agent's call when it changes */
    watch(onChange: (extension: string, callId: string, state: WireNoteState) => void): void;
  } | null;
  /** Ties tasks to the company's list of clients to call back. */
  readonly callBacks: Pick<CallBacks, 'follow' | 'finish'>;
  /** See `CallNotes.forget`. */
  forget(isOf: (number: string) => boolean): Promise<void>;
  /**
   * Registers the routes of the outbox, and of amoCRM's webhooks if there is a key.
   * @param isKey is it a secret key of this backend?
   * @param askLeader of several backends: runs an errand on the leader
   */
  openRoutes(
    http: FastifyInstance,
    keyLimiter: Pick<KeyLimiter, 'checkFor'>,
    isKey?: (key: string) => boolean,
    askLeader?: (text: string) => Promise<string>,
  ): void;
  /** Runs an errand from another backend's `askLeader`. */
  errand(text: string): Promise<string>;
  /** For metrics and health. */
  readonly figures: {
    readonly isWell: () => boolean;
    readonly errors: () => ReadonlyMap<string, number>;
    readonly outbox: () => number;
    readonly parked: () => number;
    /** Null: there is no index. */
    readonly index: () => IndexProgress | null;
    /** Null: rights do not apply. */
    readonly rights: () => RightsHealth | null;
  };
  /** Tries parked calls again: all, or these. @returns how many */
  readonly retryParked: (ids?: ReadonlySet<string>) => number;
  readonly checks: readonly Check[];
  /** Starts sending. Of several backends with one store only one may be started. Fails when the store does. */
  start(): Promise<void>;
  /** The store can be used again; `replaced`: what was in it is gone; `added`: it has jobs that were not read yet. */
  storeRecovered(how: 'same' | 'replaced' | 'added'): void;
  /** Stops sending until the next start; resolves once no request is running. */
  pause(): Promise<void>;
  close(): Promise<void>;
}
