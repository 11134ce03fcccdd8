import { setMaxListeners } from 'node:events';
import { searchDigits } from '../../protocol/searchDigits';
import { isNamed, type Party } from '../calls/Party';
import { AmoCheck } from './AmoCheck';
import { noteViewsOf } from './callNotes/noteViewsOf';
import { answerNoteErrand } from './callNotes/readFromLeader';
import { newCallJob, newMoveJob } from './callLog/CallJob';
import { earlierCalls } from './callLog/earlierCalls';
import { AmoCards } from './callers/AmoCards';
import { AmoUsers } from './callers/AmoUsers';
import { CallerCache } from './callers/CallerCache';
import { CallerLookup } from './callers/CallerLookup';
import type { ClientsChanged } from './callers/followClients';
import { nameCallers } from './callers/nameCallers';
import type { HistoryCall } from './callerCard/CallHistory';
import { createCardSources } from './callerCard/createCardSources';
import { createCallLog } from './createCallLog';
import type { Crm, CrmOptions } from './Crm';
import { createAgentRights } from './rights/createAgentRights';
import { createClientOwners } from './rights/createClientOwners';
import { SeenClients } from './rights/SeenClients';
import { rightsHealth } from './rights/rightsHealth';
import { createClientIndex } from './clientIndex/createClientIndex';
import { indexFirst } from './clientIndex/indexFirst';
import { responsibleExtension } from './callers/responsibleExtension';
import { abortable } from './client/abortable';
import { AmoClient } from './client/AmoClient';
import { AmoErrors } from './client/AmoErrors';
import { createTokens } from './client/createTokens';
import { RequestQueue } from './client/RequestQueue';
import { AmoWire } from './client/AmoWire';
import { AmoContactList } from './contacts/AmoContactList';
import { phoneOfAmoUuid } from './contacts/amoUuid';
import { outboxRoutes } from './outbox/outboxRoutes';
import { OutboxControl } from './outbox/OutboxControl';
import { outboxErrand } from './outbox/outboxOrder';
import { webhookRoutes } from './webhook/webhookRoutes';
import { keyChecker } from '../access/keyChecker';
import { evenClock } from '../system/Clock';
import { closeAll } from '../system/closeAll';
import { FaultReports } from '../system/FaultReports';
import { LogLine } from '../system/LogLine';
import { EndedCalls } from './EndedCalls';
import { MadeCards } from './MadeCards';
import { crmLog } from './messages';

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
  let clientsChanged: ClientsChanged = () => undefined;
  const index = createClientIndex(options, client, users, (...kept) => {
    lookup.forget(...kept);
    owners.forget();
    clientsChanged(...kept);
  });
  const from = (asked: AmoCards) =>
    index === null ? { cards: asked, users } : indexFirst(index, { cards: asked, users });
  const sources = from(cards);
  const dialplans = from(new AmoCards(client, 'popup', 'dialplan'));
  const local = (number: string): Party | null => {
    const party = phonebook.partyOf(number);
    return party.name !== null || party.matches.length > 0 ? party : null;
  };
  const rights = createAgentRights(options, users, (number) => local(number) !== null);
  const lookup = new CallerLookup(
    local,
    { popup: sources.cards, dialplan: dialplans.cards },
    sources.users,
    new CallerCache(pauses),
    pauses,
    { foundMs: settings.keepMinutes * 60_000, missedMs: MISSED_MS, budgetMs: BUDGET_MS },
    rights !== null,
  );
  const isIndexed = (): boolean => index?.isFilled ?? false;
  /** Neither the page nor another backend has to ask amoCRM who has the number. */
  const looked = (number: string, party: Party): Party =>
    isIndexed() && searchDigits(number) !== '' ? { ...party, lookup: 'done' } : party;
  const shown: Crm['shown'] = (extension, party) =>
    rights === null ? party : { ...rights.shown(extension, party), lookup: party.lookup };
  const lifetime = new AbortController();
  const { signal } = lifetime;
  setMaxListeners(0, signal); // Each pending lookup adds a listener.
  // What agents ask for does not go before callers' names.
  const inTurn = (asker: string) => from(new AmoCards(client, 'search', asker)).cards;
  const owners = createClientOwners(inTurn, options.indexStore, pauses, signal);
  const seen =
    rights &&
    new SeenClients({ lookup, index, owners: owners.indexed ?? owners.asked, rights, local, shown, signal });
  const isShownAtOnce = (extension: string, number: string): boolean => {
    const known = lookup.known(number);
    return known !== null && (!isIndexed() || isNamed(shown(extension, known)));
  };
  const {
    outbox,
    notes,
    wire: noteWire,
    callBacks,
  } = createCallLog(options, {
    client,
    users,
    lookup,
    mayViewContact: (extension, contact) => rights?.mayView(extension, 'contacts', contact) ?? true,
    isOfAgent: (...asked) => rights?.isOfAgent(...asked) ?? true,
    noteViews: noteViewsOf({ owners, lookup, isIndexed, shown, signal }, options.indexStore, rights),
  });
  const control = new OutboxControl(outbox);
  const faults = new FaultReports(clock, (err) => logger.warn(new LogLine(crmLog.callerUnnamed, { err })));
  const madeCards = new MadeCards({
    index,
    clock,
    readAgain: (number, extension) => {
      owners.forget([number]);
      lookup.again(number, new AmoCards(client, 'search', extension), lifetime.signal).then(
        () => clientsChanged(new Set(), [number]),
        (cause: unknown) => {
          if (!lifetime.signal.aborted) faults.report(cause);
        },
      );
    },
    moveCalls: (number, maker) => {
      if (options.calls === undefined || settings.calls.unknown !== 'unsorted') return;
      // The card may be the maker's alone: it opens no recording of a colleague whose calls they may not see.
      const isSeen = ({ extension, extensions }: HistoryCall): boolean =>
        extensions.includes(maker) || (seen?.mayViewCallsOf(maker, extension) ?? true);
      earlierCalls(options.calls, number, isSeen).then(
        (records) => records.forEach((one) => outbox.add(`move:${one.id}`, newMoveJob(one))),
        (err: unknown) => logger.warn(new LogLine(crmLog.historyUnread, { err })),
      );
    },
  });

  return {
    known: (number) => lookup.known(number),
    find: async (number) => looked(number, await lookup.find(number, lifetime.signal)),
    endedCalls: new EndedCalls(clock),
    made: (on, made) => madeCards.made(on, made),
    watchClients: (onChange) => (clientsChanged = onChange),
    isIndexed,
    shown,
    seenClients: seen,
    mayViewCardsOf: (extension, owner) => rights?.mayViewCardsOf(extension, owner) ?? true,
    nameForAll: (party) => (rights === null ? party.name : rights.nameForAll(party)),
    watchRights: (onChange) => {
      rights?.setChangeListener(onChange);
      rights?.start();
    },
    contacts: new AmoContactList(
      options.contacts,
      cards,
      (number) => lookup.known(number),
      clock,
      (err) => logger.warn(new LogLine(crmLog.searchFailed, { err })),
      rights,
    ),
    numberOf: phoneOfAmoUuid,
    userEmail: (id, signal) => abortable(users.emailOf(id), signal),
    isInactive: (id) => rights?.isInactive(id) ?? false,
    responsibleExtension: (number, signal) =>
      responsibleExtension(number, lookup, sources.users, directory, signal),
    namesFor: (identify, recovered) =>
      nameCallers(
        {
          lookup,
          isShownAtOnce,
          isIndexed,
          looked,
          onFault: (err) => logger.warn(new LogLine(crmLog.callerUnnamed, { err })),
          clock: pauses,
          random: options.random ?? Math.random,
          signal,
        },
        identify,
        recovered,
      ),
    cardSources: createCardSources(options, index, rights),
    finished: (record) => {
      if (searchDigits(record.number) === '')
        logger.info({ trace: record.id }, 'a call without a number is not logged in amoCRM');
      else if (notes !== null) notes.finished(record);
      else outbox.add(record.id, newCallJob(record));
    },
    notes: noteWire,
    callBacks,
    forget: (isOf) => notes?.forget(isOf) ?? Promise.resolve(),
    openRoutes: (http, keyLimiter, isKey = () => false, askLeader) => {
      const order = askLeader === undefined ? control.run : outboxErrand.relayedBy(askLeader);
      outboxRoutes(http, options.path, keyLimiter.checkFor(isKey), order);
      if (settings.webhookKey === undefined) return;
      const checkKey = keyLimiter.checkFor(keyChecker([settings.webhookKey]));
      webhookRoutes(http, options.path, checkKey, (changes) => {
        lookup.forget(changes.sources, changes.numbers);
        owners.forget(changes.numbers);
        index?.changed(changes.cards);
      });
    },
    errand: async (text) =>
      (await answerNoteErrand(text, noteWire?.methods ?? null)) ?? outboxErrand.runText(control.run, text),
    figures: {
      isWell: () => errors.isWell,
      errors: () => errors.counts,
      outbox: () => outbox.depth,
      parked: () => (outbox.isSending ? outbox.failed.length : 0),
      index: () => index?.progress ?? null,
      rights: () => rights && rightsHealth(rights),
    },
    retryParked: (ids) => outbox.retry(ids),
    checks: [new AmoCheck(client, users, directory.agents, options.provenAccountId)],
    storeRecovered: (how) => {
      control.storeRecovered(how);
      notes?.recovered(how);
    },
    start: () => {
      rights?.setWriting(true);
      index?.start();
      return control.start().finally(() => notes?.start());
    },
    pause: async () => {
      rights?.setWriting(false);
      notes?.pause();
      await Promise.all([control.pause(), index?.pause()]);
    },
    close: () => {
      lifetime.abort();
      rights?.close();
      notes?.pause();
      const parts = [madeCards, control, lookup, users, queue].map((part) => () => part.close());
      return closeAll([...parts, () => index?.pause()]);
    },
  };
}
