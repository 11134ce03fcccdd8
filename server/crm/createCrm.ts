import { setMaxListeners } from 'node:events';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { searchDigits } from '../../protocol/searchDigits';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { CallEvent } from '../calls/CallEvent';
import type { CallRecord } from '../calls/CallRecord';
import type { Party } from '../calls/Party';
import type { Check } from '../system/Check';
import { AmoCheck } from './AmoCheck';
import type { AmoSettings } from './amoSettings';
import { CallJobRunner } from './callLog/CallJobRunner';
import { callJobSchema, newCallJob, type CallJob } from './callLog/CallJob';
import { LoggedCallFinder } from './callLog/LoggedCallFinder';
import { AmoCards } from './callers/AmoCards';
import { AmoUsers } from './callers/AmoUsers';
import { CallerCache } from './callers/CallerCache';
import { CallerLookup } from './callers/CallerLookup';
import { nameCallers } from './callers/nameCallers';
import { createClientIndex } from './clientIndex/createClientIndex';
import type { ClientIndexStore } from './clientIndex/ClientIndexStore';
import { indexFirst } from './clientIndex/indexFirst';
import { responsibleExtension } from './callers/responsibleExtension';
import { abortable } from './client/abortable';
import { AmoClient } from './client/AmoClient';
import { AmoErrors } from './client/AmoErrors';
import { createTokens } from './client/createTokens';
import { RequestQueue } from './client/RequestQueue';
import type { TokenStore } from './client/TokenStore';
import { AmoWire, type Fetch } from './client/AmoWire';
import { AmoContactList } from './contacts/AmoContactList';
import { phoneOfAmoUuid } from './contacts/amoUuid';
import { Outbox } from './outbox/Outbox';
import type { OutboxStore } from './outbox/OutboxStore';
import { outboxRoutes } from './outbox/outboxRoutes';
import { OutboxControl } from './outbox/OutboxControl';
import { outboxErrand } from './outbox/outboxOrder';
import { webhookRoutes } from './webhook/webhookRoutes';
import type { KeyLimiter } from '../access/KeyLimiter';
import { keyChecker } from '../access/keyChecker';
import type { ContactList } from '../phonebook/ContactList';
import type { Phonebook } from '../phonebook/Phonebook';
import { evenClock, type Clock } from '../system/Clock';
import { closeAll } from '../system/closeAll';
import { LogLine } from '../system/LogLine';
import { crmLog } from './messages';

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
  /** Who has the number, without a request; null: amoCRM has to be asked. */
  known(number: string): Party | null;
  /** The phone book with amoCRM's contacts. */
  readonly contacts: AmoContactList;
  /** Number of an amoCRM contact by its uuid in the phone book; null: it is not of an amoCRM contact. */
  numberOf(uuid: string): string | null;
  /** A user's e-mail in amoCRM; null: it lists no such user. Fails with an `AmoFault`, also when the token may not list users. */
  userEmail(id: number, signal: AbortSignal): Promise<string | null>;
  /** Extension of the agent who is responsible for the client with the number; null: none. Fails with an `AmoFault`. */
  responsibleExtension(number: string, signal: AbortSignal): Promise<string | null>;
  /** Returns a listener that names callers; to be called after the board has handled the event. */
  namesFor(
    identify: (extension: string, number: string, party: Party) => void,
  ): (extension: string, event: CallEvent) => void;
  /** Adds a finished call to the outbox. */
  finished(record: CallRecord): void;
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

/** Requests under way at once, and the time limit of one, ms. */
const CONCURRENCY = 4;
const TIME_LIMIT_MS = 10_000;

/** Cache lifetime of "no card has this number", and time limit of one caller lookup, ms. */
const MISSED_MS = 60_000;
const BUDGET_MS = 5_000;

/** Builds amoCRM's side of the backend. */
export function createCrm(options: CrmOptions): Crm {
  const { settings, clock, logger, directory, phonebook, fetch = globalThis.fetch } = options;
  const errors = new AmoErrors();
  const wire = new AmoWire(settings.address, clock, TIME_LIMIT_MS, fetch);
  const pauses = evenClock(clock);
  const queue = new RequestQueue(pauses, {
    requestsPerSecond: settings.requestsPerSecond,
    concurrency: CONCURRENCY,
  });
  const client = new AmoClient(wire, queue, createTokens(options, wire), pauses, (outcome) =>
    errors.count(outcome),
  );
  const cards = new AmoCards(client);
  const users = new AmoUsers(client, pauses);
  const index = createClientIndex(options, client, users, (...kept) => lookup.forget(...kept));
  const sources = index === null ? { cards, users } : indexFirst(index, { cards, users });
  const local = (number: string): Party | null => {
    const party = phonebook.partyOf(number);
    return party.name !== null || party.matches.length > 0 ? party : null;
  };
  const lookup = new CallerLookup(local, sources.cards, sources.users, new CallerCache(pauses), pauses, {
    foundMs: settings.keepMinutes * 60_000,
    missedMs: MISSED_MS,
    budgetMs: BUDGET_MS,
  });
  const runner = new CallJobRunner(
    settings,
    {
      client,
      finder: new LoggedCallFinder(client),
      cards: new AmoCards(client, 'work'),
      users,
      lookup,
      agentOf: (extension) => directory.withExtension(extension),
      linkTo: options.linkOf,
    },
    clock,
  );
  const outbox = createOutbox(options, runner);
  const control = new OutboxControl(outbox);
  const lifetime = new AbortController();
  // Each pending lookup adds a listener, and there may be many.
  setMaxListeners(0, lifetime.signal);

  return {
    known: (number) => lookup.known(number),
    contacts: new AmoContactList(
      options.contacts,
      cards,
      (number) => lookup.known(number),
      clock,
      (err) => logger.warn(new LogLine(crmLog.searchFailed, { err })),
    ),
    numberOf: phoneOfAmoUuid,
    userEmail: (id, signal) => abortable(users.emailOf(id), signal),
    responsibleExtension: (number, signal) =>
      responsibleExtension(number, lookup, sources.users, directory, signal),
    namesFor: (identify) =>
      nameCallers(
        lookup,
        identify,
        (err) => logger.warn(new LogLine(crmLog.callerUnnamed, { err })),
        lifetime.signal,
      ),
    finished: (record) => {
      if (searchDigits(record.number) !== '') outbox.add(record.id, newCallJob(record));
      else logger.info({ trace: record.id }, 'a call without a number is not logged in amoCRM');
    },
    openRoutes: (http, keyLimiter, isKey = () => false, askLeader) => {
      const order = askLeader === undefined ? control.run : outboxErrand.relayedBy(askLeader);
      outboxRoutes(http, options.path, keyLimiter.checkFor(isKey), order);
      if (settings.webhookKey === undefined) return;
      const checkKey = keyLimiter.checkFor(keyChecker([settings.webhookKey]));
      webhookRoutes(http, options.path, checkKey, (changes) => {
        lookup.forget(changes.sources, changes.numbers);
        index?.changed(changes.cards);
      });
    },
    errand: (text) => outboxErrand.runText(control.run, text),
    figures: {
      isWell: () => errors.isWell,
      errors: () => errors.counts,
      outbox: () => outbox.depth,
      parked: () => (outbox.isSending ? outbox.failed.length : 0),
    },
    retryParked: (ids) => outbox.retry(ids),
    checks: [new AmoCheck(client, users, directory.agents)],
    storeRecovered: (how) => control.storeRecovered(how),
    start: () => {
      index?.start();
      return control.start();
    },
    pause: () => Promise.all([control.pause(), index?.pause()]).then(() => undefined),
    close: () => {
      lifetime.abort();
      const parts = [control, lookup, users, queue].map((part) => () => part.close());
      return closeAll([...parts, () => index?.pause()]);
    },
  };
}

function createOutbox(
  { outboxStore, logger, clock, random = Math.random }: CrmOptions,
  runner: CallJobRunner,
): Outbox<CallJob> {
  return new Outbox(outboxStore, runner, callJobSchema, clock, random, {
    parked: ({ id, reason }) => logger.error(new LogLine(crmLog.callParked, { trace: id, reason })),
    // The store itself reports a fault of its own, once.
    storeFailed: (err) => {
      if (!isStoreFault(err)) logger.error(new LogLine(crmLog.outboxNotWritten, { err }));
    },
    broken: (trace, err) => logger.error(new LogLine(crmLog.callLogFailed, { trace, err })),
  });
}

/** The store's error type is known by its name: amoCRM's side knows the store by its own port. */
function isStoreFault(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreFault';
}
