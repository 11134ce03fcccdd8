import $ from 'jquery';
import type { Call } from './domain/calls/Call';
import type { CallControl } from './domain/calls/CallControl';
import { Callers } from './domain/calls/Callers';
import { knownParty, type Caller, type KnownCallers } from './domain/calls/knownParty';
import { ClickToCall } from './domain/calls/ClickToCall';
import { HealthWatch } from './domain/notifications/HealthWatch';
import type { ServerHealth } from './domain/notifications/ServerHealth';
import { PhonebookSearch } from './domain/phonebook/PhonebookSearch';
import type { Settings } from './domain/settings/Settings';
import type { Store } from './domain/Store';
import { Announcer } from './infrastructure/ui/popups/Announcer';
import icons from './infrastructure/ui/popups/icons.twig';
import { CallAlert } from './infrastructure/alert/CallAlert';
import { AmoCalls } from './infrastructure/amocrm/AmoCalls';
import { AmoContacts } from './infrastructure/amocrm/AmoContacts';
import { AmoNotifier } from './infrastructure/amocrm/AmoNotifier';
import type { RenderTemplate } from './infrastructure/amocrm/renderTemplate';
import type { Texts } from './infrastructure/amocrm/texts';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import { RpcPhonebook } from './infrastructure/rpc/RpcPhonebook';
import { isTransferable } from './infrastructure/ui/call/callButtons';
import type { CallDesk } from './infrastructure/ui/call/CallDesk';
import { partyView } from './infrastructure/ui/call/callView';
import { installStyle } from './infrastructure/ui/installStyle';
import { DialControl } from './infrastructure/ui/panel/DialControl';
import type { Choice } from './infrastructure/ui/panel/drawerView';
import panelCss from './infrastructure/ui/panel/panel.css';
import { Panel } from './infrastructure/ui/panel/Panel';
import { PanelMemory } from './infrastructure/ui/panel/PanelMemory';
import type { PanelState } from './infrastructure/ui/popups/Popups';
import { listenToShortcuts } from './infrastructure/ui/listenToShortcuts';
import type { Scope } from './system/Scope';

/*
 * Composition root of what an agent can wait a moment for: the panel, the shortcuts, the alert while nobody looks,
 * names from amoCRM, notices and Click2Call. It is a file of its own in the zip (views.js), so that a call that
 * rings is on screen first, also where this file does not come.
 */

/** What the views get from the session. */
export interface CreateViewsOptions {
  readonly rpc: RpcClient;
  readonly desk: CallDesk;
  readonly calls: CallControl;
  readonly callers: Pick<Callers, 'known' | 'choose'>;
  /** Where what is found of callers goes. */
  readonly knownCallers: Store<KnownCallers>;
  /** Told whom this tab has found. */
  readonly onCaller: (key: string, caller: Caller) => void;
  /** Where what is heard of the backend goes. */
  readonly health: Store<ServerHealth>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly window: Window & typeof globalThis;
  readonly tabs: { readonly locks: LockManager | null; readonly name: string };
  /** Told what of the panel is on screen. */
  readonly panelState: Store<PanelState>;
  readonly hasPhases: () => boolean;
  /** Node of the popups. */
  readonly popups: HTMLElement;
  /** Does this tab act for all? */
  readonly isLeader: () => boolean;
}

/** Calls a number as it stands on a page. Never rejects. */
export type Clicks = Pick<ClickToCall, 'call'>;

/** What the session gets. */
export interface Views {
  /** Null: the settings do not want it. */
  readonly panel: Panel | null;
  readonly health: HealthWatch;
  readonly clickToCall: Clicks;
  readonly callers: Callers;
}

/** How long after a change amoCRM's own telephony pieces are told of it, ms. */
const HOST_DELAY_MS = 50;

/** Shows the panel, where it is wanted, and listens to the keyboard, until the scope closes. */
export function createViews(services: CreateViewsOptions, settings: Settings, scope: Scope): Views {
  const { desk, calls, callers, texts, window, tabs, hasPhases } = services;
  // Besides the panel's own rules those for a pointer, the keypad and a screen reader: a first ring does without.
  installStyle(window.document, panelCss, scope);
  $(services.popups).append(icons);
  new Announcer(services.popups, calls.board, callers.known, texts, scope);
  const notifier = new AmoNotifier(window, texts, settings.enableNotification);
  const memory = new PanelMemory(() => window.localStorage);
  const panel = settings.showPanel ? createPanel(services, memory, scope) : null;
  listenToShortcuts(
    window.document,
    desk,
    () => calls.board.get().calls,
    () => memory.get().shortcuts,
    () => panel?.focusDial(),
    scope,
  );
  const words = (call: Call): { readonly title: string; readonly body: string } => ({
    title: texts('call.ringing'),
    body: partyView(knownParty(call.party, callers.known.get())).title,
  });
  new CallAlert({ board: calls.board, wishes: () => memory.get(), words, window, ...tabs }, scope);
  tellHost(services, new AmoCalls(window, texts, settings.enableNotification), scope);
  const found = new Callers(new AmoContacts(window, scope), scope, services.onCaller, services.knownCallers);
  const clickToCall = new ClickToCall(calls, notifier, scope, MIN_LENGTH_INTERNAL_NUMBER, hasPhases);
  const health = new HealthWatch(services.health, notifier, scope, NOTIFICATON_DELAY * 1_000);
  return { panel, health, clickToCall, callers: found };
}

/** Tells amoCRM's own telephony pieces of the calls, until the scope closes. */
function tellHost(
  { calls, callers, health, isLeader }: CreateViewsOptions,
  amoCalls: AmoCalls,
  scope: Scope,
): void {
  let stop = (): void => undefined;
  const tell = (): void => {
    stop();
    // The popup comes first: what the host does with a call may take longer than a frame.
    stop = scope.after(HOST_DELAY_MS, () => {
      amoCalls.take(calls.board.get(), callers.known.get(), health.get().state !== 'down', isLeader());
    });
  };
  for (const source of [calls.board, health]) scope.onClose(source.subscribe(tell));
  tell();
}

function createPanel(services: CreateViewsOptions, memory: PanelMemory, scope: Scope): Panel {
  const { rpc, desk, calls, window, panelState } = services;
  const search = new PhonebookSearch(new RpcPhonebook(rpc), scope, () => {
    const call = desk.focused();
    return isTransferable(call) ? call.party.number : null;
  });
  const canConsult = (): boolean => desk.sight(false).abilities.has('consult');
  const dial = new DialControl(calls, search, () => desk.focused(), MIN_LENGTH_INTERNAL_NUMBER, canConsult);
  const onChoice = (choice: Choice, isOn: boolean): void => {
    memory.set({ [choice]: isOn });
    if (choice !== 'systemNotice' || !isOn) return;
    // Without the browser's permission the choice would promise what does not come.
    void askPermission(window).then((isGranted) => {
      if (!isGranted) memory.set({ systemNotice: false });
    });
  };
  const tell = (): void => {
    panelState.set(memory.get().folded ? 'folded' : 'open');
  };
  scope.onClose(memory.state.subscribe(tell));
  tell();
  return new Panel({ ...services, search, dial, memory, onChoice, page: window.document.body }, scope);
}

async function askPermission(window: Window & typeof globalThis): Promise<boolean> {
  try {
    return 'Notification' in window && (await window.Notification.requestPermission()) === 'granted';
  } catch {
    // In a frame of another site, for one.
    return false;
  }
}
