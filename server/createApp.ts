import { version } from '../package.json';
import type { App, AppOptions } from './App';
import { AgentDirectory } from './calls/AgentDirectory';
import { answerErrand } from './cluster/answerErrand';
import { clusterPlugin } from './cluster/clusterFeature';
import type { Configuration } from './config/Configuration';
import { cardMethodsOf, createCallerCards } from './createCallerCards';
import { createCore } from './createCore';
import { createLists, listMethodsOf } from './createLists';
import { createTelephony } from './createTelephony';
import { createCrmOf, crmPlugin, responsibleOf } from './crm/crmFeature';
import { crmListener } from './crm/crmListener';
import { crmMethodsOf } from './crm/crmMethodsOf';
import { createElma365 } from './elma365/createElma365';
import { createAccessControl } from './http/createAccessControl';
import { createHttpServer } from './http/createHttpServer';
import { createLog } from './http/createLog';
import { historyListener } from './historyListener';
import { httpLog } from './http/messages';
import { createObservability } from './metrics/createObservability';
import { createIdentity } from './identity/createIdentity';
import { Phonebook } from './phonebook/Phonebook';
import { phonebookEntries } from './phonebook/phonebookEntries';
import { createRecordings } from './recordings/createRecordings';
import { openRouting } from './routing/openRouting';
import { Dispatcher } from './rpc/Dispatcher';
import { relayedHandlers } from './rpc/relayedHandlers';
import { runRelayed } from './rpc/runRelayed';
import { CallClock } from './system/CallClock';
import { systemClock } from './system/Clock';
import { registerFeatures } from './system/registerFeatures';
import { LogLine } from './system/LogLine';

/** Builds the whole backend from the configuration; the caller starts it and lets `http` listen. */
export async function createApp(configuration: Configuration, ports: AppOptions = {}): Promise<App> {
  const clock = new CallClock(ports.clock ?? systemClock);
  const { logger, figures: logFigures } = createLog(configuration, ports.logger);
  const { agents, path, bodyLimitBytes, language } = configuration;
  const directory = new AgentDirectory(agents);
  const phonebook = new Phonebook(phonebookEntries(configuration.contacts, agents));
  const access = createAccessControl(configuration, clock, logger);
  const recordings = createRecordings(configuration.recordings, path, clock, logger);
  const tools = { clock, logger, agents, directory, phonebook, path, language };
  const onPresence = (extension: string): void => cards.presenceChanged(extension);
  const connected = createTelephony(configuration, { ...tools, onPresence }, ports.telephony);
  const { redis, kept, driver, cluster, telephony } = connected;
  const linkOf: typeof recordings.linkOf = (record) => driver.linkOf?.(record) ?? recordings.linkOf(record);
  const core = createCore({
    ...tools,
    ...connected,
    version,
    clientDirectory: () => crm,
    ...cardMethodsOf(() => cards),
    ...crmMethodsOf(() => ({ crm, states, askLeader: member?.askLeader })),
    ...listMethodsOf(() => lists),
    records: cluster?.records,
    correction: () => clock.correction(),
    onFault: (what, err) => logger.error(new LogLine(what, { err })),
  });
  const { states, presenceOf, callsOf } = core;
  clock.watch(() => states.hasLiveCall() || driver.hasOpenCall?.() === true);
  const crm = createCrmOf(configuration, kept, { ...tools, contacts: core.colleagues, linkOf });
  const cards = createCallerCards(crm, { ...tools, ...core });
  const parts = { ...tools, ...access, ...core, ...kept, ...connected, recordings };
  const lists = createLists(configuration, crm, parts, () => member);
  kept.store?.onRecovered((how) => crm?.storeRecovered(how));
  const member = cluster?.join({
    ...core,
    execute: (command) => runRelayed(core.handlers, directory, command),
    errand: (text) => answerErrand(text, lists, crm),
  });
  const handlers = member ? relayedHandlers(core.handlers, member.relay) : core.handlers;
  const metrics = createObservability({
    ...parts,
    settings: configuration.metrics,
    version,
    states,
    telephony: telephony.name,
    cluster: member?.figures,
    amocrm: crm?.figures,
    store: kept.figures,
    log: logFigures,
  });
  const dispatcher = new Dispatcher(handlers, directory, {
    onFault: (method, err) => logger.error(new LogLine(httpLog.methodFailed, { method, err })),
    traces: metrics.traces,
    allowRequest: access.allowRequest,
    identity: createIdentity(configuration.identity, tools, crm),
    delayRefusal: states.delayRefusal,
  });
  const elma365 =
    configuration.elma365 && createElma365(configuration.elma365, { ...tools, ...access, handlers, linkOf });
  const others = [crmListener(crm, states, cards, directory), lists.listener, elma365?.listener ?? {}];
  const listener = metrics.observe(core.listener([historyListener(kept.store), ...others]));
  const wire = { ...access, ...tools, ...metrics, bodyLimitBytes, dispatcher, settings: configuration.http };
  const http = await createHttpServer({ ...wire, now: () => clock.now(), elapsed: () => clock.elapsed() });
  const routes = { ...tools, ...access, ...responsibleOf(crm, core.partyOf), presenceOf, callsOf };
  // Features start in this order and close in the reverse order.
  const close = await registerFeatures(http, clock, {
    redis: redis ?? {},
    store: kept,
    core,
    access,
    recordings,
    amocrm: crmPlugin(crm, { ...access, member: member ?? null, logger, states, ...cards }),
    elma365: elma365 ?? {},
    routing: { openRoutes: (at) => openRouting(at, configuration, { ...routes, ...cards }) },
    metrics,
    driver: { openRoutes: (at) => driver.openRoutes?.(at, routes) },
    ...lists.createFeatures(),
    telephony: clusterPlugin(member ?? telephony, listener),
  });
  return {
    http,
    telephony: driver.telephony,
    start: () => Promise.resolve(http.ready()).then(() => undefined),
    close,
  };
}
