import $ from 'jquery';
import type { Call } from './domain/calls/Call';
import type { CallControl } from './domain/calls/CallControl';
import { createDtmf } from './createDtmf';
import { joinParts } from './joinParts';
import { callerKey } from './domain/calls/callerKey';
import { Callers } from './domain/calls/Callers';
import { knownParty, type Caller, type KnownCallers } from './domain/calls/knownParty';
import type { NewClientKind } from './domain/calls/Making';
import { noteMaking } from './domain/calls/noteMaking';
import { ClickToCall } from './domain/calls/ClickToCall';
import { TakenWarning } from './domain/calls/TakenWarning';
import type { DtmfQueue } from './domain/calls/DtmfQueue';
import { HealthWatch } from './domain/notifications/HealthWatch';
import type { ServerHealth } from './domain/notifications/ServerHealth';
import { PhonebookSearch } from './domain/phonebook/PhonebookSearch';
import type { Settings } from './domain/settings/Settings';
import type { Readable, Store } from './domain/Store';
import { Announcer } from './infrastructure/ui/popups/Announcer';
import icons from './infrastructure/ui/popups/icons.twig';
import { askPermission } from './infrastructure/alert/askPermission';
import { CallAlert } from './infrastructure/alert/CallAlert';
import { AmoCalls } from './infrastructure/amocrm/AmoCalls';
import { AmoContacts } from './infrastructure/amocrm/AmoContacts';
import { AmoNotifier } from './infrastructure/amocrm/AmoNotifier';
import type { RenderTemplate } from './infrastructure/amocrm/RenderTemplate';
import type { Texts } from './infrastructure/amocrm/Texts';
import { loadOnce } from './infrastructure/rpc/loadOnce';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import { RpcPhonebook } from './infrastructure/rpc/RpcPhonebook';
import { isTransferable } from './infrastructure/ui/call/callButtons';
import type { CallDesk } from './infrastructure/ui/call/CallDesk';
import { partyView } from './infrastructure/ui/call/callView';
import { installStyle } from './infrastructure/ui/installStyle';
import { DialControl } from './infrastructure/ui/panel/DialControl';
import type { Choice } from './infrastructure/ui/panel/drawerView';
import panelCss from './infrastructure/ui/panel/panel.css';
import { firstTemplates } from './infrastructure/ui/panel/firstTemplates';
import { Panel } from './infrastructure/ui/panel/Panel';
import { PanelMemory } from './infrastructure/ui/panel/PanelMemory';
import type { PanelState } from './infrastructure/ui/popups/Popups';
import { listenToKeypad } from './infrastructure/ui/listenToKeypad';
import { listenToShortcuts } from './infrastructure/ui/listenToShortcuts';
import { prepareCards } from './infrastructure/ui/prepareCards';
import { reportToHost } from './reportToHost';
import { nextTask } from './system/nextTask';
import type { Scope } from './system/Scope';

/*
 * Composition root of what is not needed to show a ringing call: the panel, the keyboard shortcuts, the alert while
 * amoCRM is not in view, callers' names from amoCRM, notices and Click2Call. It is a file of its own in the zip
 * (views.js), so that a ringing call is shown sooner, and also when this file can't be loaded.
 */

/** What `createViews` gets from the session. */
export interface CreateViewsOptions {
  readonly rpc: RpcClient;
  readonly desk: CallDesk;
  readonly calls: CallControl;
  readonly callers: Pick<Callers, 'known'>;
  /** Callers found in amoCRM; the views write it, popups and panel read it. */
  readonly knownCallers: Store<KnownCallers>;
  /** Revision of the company's list of missed calls; undefined: the backend has none. */
  readonly missedClients: Readable<number | undefined>;
  /** Called with each caller found in this tab, to send it to the other tabs. `key`: the number's `callerKey`. */
  readonly onCaller: (key: string, caller: Caller) => void;
  /** Whether the backend answers; the views write it, popups and panel read it. */
  readonly health: Store<ServerHealth>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly window: Window & typeof globalThis;
  readonly tabs: { readonly locks: LockManager | null; readonly name: string };
  /** How the panel is shown; the views write it, and the popups' cards move into an open panel. */
  readonly panelState: Store<PanelState>;
  readonly hasPhases: () => boolean;
  /** The calls that have a popup, or a card docked in the panel. */
  readonly shown: Readable<readonly Call[]>;
  /** The element that contains the popups. */
  readonly popups: HTMLElement;
  /** Is this the leading tab? Only it reports calls to amoCRM's notification centre. */
  readonly isLeader: () => boolean;
  /** amoCRM's id of the user. */
  readonly userId: number;
  /** Takes the popup or docked card of a call's step off the screen, in all tabs. @param step `popupStep` */
  readonly dismiss: (step: string) => void;
}

/** Calls a number that was clicked, given as its text on the page. Never rejects. */
export type ClickDialer = Pick<ClickToCall, 'call'>;

/** What the session uses of the views. */
export interface Views {
  /** Null: switched off in the settings. */
  readonly panel: Panel | null;
  readonly health: HealthWatch;
  readonly clickToCall: ClickDialer;
  readonly callers: Callers;
  /** Keys pressed in calls. */
  readonly dtmf: DtmfQueue;
  /** Of several contacts of the call's number the agent has chosen this one. */
  choose(call: Call, contactId: string, name: string): void;
  /** Makes a client of amoCRM of the call's unknown number, and opens its page. */
  create(call: Call, kind: NewClientKind): void;
}

/**
 * Shows the panel, unless it is switched off, and starts the other views. They end with the scope. In several tasks, so that
 * amoCRM's page goes on answering on a slow computer; it stays pending when the scope closes meanwhile.
 */
export async function createViews(
  services: CreateViewsOptions,
  settings: Settings,
  scope: Scope,
): Promise<Views> {
  const { desk, calls, callers, texts, window, tabs, hasPhases } = services;
  // To take in the file was a task of its own.
  await nextTask(scope);
  // Also has the rules for hovering, the keypad and screen readers, which the first popup does not need.
  installStyle(window.document, panelCss, scope);
  $(services.popups).append(icons);
  new Announcer(services.popups, calls.board, callers.known, texts, scope);
  const holderOf = (number: string): string | null => panel?.companyMissed.get()?.holderOf(number) ?? null;
  const notifier = new AmoNotifier(window, texts, settings.enableNotification, holderOf);
  const warning = new TakenWarning(calls, scope);
  const memory = new PanelMemory(() => window.localStorage);
  if (settings.showPanel)
    for (const template of firstTemplates) {
      await nextTask(scope);
      // Compiles it.
      services.render(template, {});
    }
  await nextTask(scope);
  const panel = settings.showPanel ? createPanel(services, memory, warning, scope) : null;
  await nextTask(scope);
  listenToShortcuts(
    window.document,
    desk,
    () => calls.board.get().calls,
    () => memory.get().shortcuts,
    () => panel?.focusDial(),
    scope,
  );
  listenToKeypad(window.document, desk, () => calls.board.get().calls, scope);
  const alertText = (call: Call): { readonly title: string; readonly body: string } => ({
    title: texts('call.ringing'),
    body: partyView(knownParty(call.party, callers.known.get())).title,
  });
  new CallAlert(
    { board: calls.board, preferences: () => memory.get(), words: alertText, window, ...tabs },
    scope,
  );
  reportToHost(services, new AmoCalls(window, texts, settings.enableNotification), scope);
  const amoCallers = new Callers(
    new AmoContacts(window, scope),
    scope,
    services.onCaller,
    services.knownCallers,
  );
  const isSure: TakenWarning['isSure'] = (target) => warning.isSure(target);
  const minLength = MIN_LENGTH_INTERNAL_NUMBER;
  const clickToCall = new ClickToCall(calls, notifier, scope, minLength, hasPhases, isSure);
  const health = new HealthWatch(services.health, notifier, scope, NOTIFICATON_DELAY * 1_000);
  const choose: Views['choose'] = ({ id, party }, contactId, name) => {
    amoCallers.choose(party, contactId, name);
    // For later calls and for all. Where it fails the choice holds in this browser.
    if (services.rpc.offers('choose_contact'))
      services.rpc.call('choose_contact', { unique_id: id, contact_id: contactId }).catch(() => undefined);
  };
  if (panel) joinParts(services, panel, scope);
  const create = clientsFor(services, amoCallers, scope);
  void prepareCards(services.render, scope);
  const dtmf = createDtmf(services.rpc, calls, scope);
  return { panel, health, clickToCall, callers: amoCallers, dtmf, choose, create };
}

/** What makes clients is a file of its own, loaded with the first click. */
function clientsFor(services: CreateViewsOptions, callers: Callers, scope: Scope): Views['create'] {
  const { makings } = services.desk;
  const load = loadOnce(async () => {
    const { createClients } = await import(/* webpackChunkName: "clients" */ './createClients');
    return createClients(services, callers, scope);
  });
  return (call, kind) => {
    const key = callerKey(call.party.number);
    // A second click while it is being made.
    if (makings.get().get(key)?.problem === '') return;
    noteMaking(makings, key, { kind, problem: '' });
    load().then(
      (make) => make(call, kind),
      () => {
        noteMaking(makings, key, { kind, problem: services.texts('failure.unreachable') });
      },
    );
  };
}

function createPanel(
  services: CreateViewsOptions,
  memory: PanelMemory,
  warning: TakenWarning,
  scope: Scope,
): Panel {
  const { rpc, desk, calls, window, panelState } = services;
  const search = new PhonebookSearch(new RpcPhonebook(rpc), scope, () => {
    const call = desk.focused();
    return isTransferable(call) ? call.party.number : null;
  });
  const canConsult = (): boolean => desk.context(false).abilities.has('consult');
  const minLength = MIN_LENGTH_INTERNAL_NUMBER;
  const dial = new DialControl(calls, search, () => desk.focused(), minLength, canConsult, warning);
  scope.onClose(
    search.state.subscribe(() => {
      dial.searched();
    }),
  );
  const onChoice = (choice: Choice, isOn: boolean): void => {
    memory.set({ [choice]: isOn });
    if (choice !== 'systemNotice' || !isOn) return;
    // If the browser denies permission the choice is switched off again, since no notification would be shown.
    void askPermission(window).then((isGranted) => {
      if (!isGranted) memory.set({ systemNotice: false });
    });
  };
  const panel = new Panel({ ...services, search, dial, memory, onChoice, page: window.document.body }, scope);
  const updateState = (): void => {
    panelState.set(memory.get().folded ? { kind: 'folded' } : { kind: 'open', dock: panel.nodes.dock });
  };
  scope.onClose(memory.state.subscribe(updateState));
  updateState();
  return panel;
}
