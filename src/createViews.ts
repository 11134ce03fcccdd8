import type { Call } from './domain/calls/Call';
import type { CallControl } from './domain/calls/CallControl';
import { knownParty, type Callers } from './domain/calls/Callers';
import type { ServerHealth } from './domain/notifications/ServerHealth';
import { PhonebookSearch } from './domain/phonebook/PhonebookSearch';
import { ConnectionCheck, type Ping } from './domain/settings/ConnectionCheck';
import type { SettingsState } from './domain/settings/Settings';
import type { Readable, Store } from './domain/Store';
import { CallAlert } from './infrastructure/alert/CallAlert';
import { readSettings } from './infrastructure/amocrm/AmoSettings';
import type { RenderTemplate } from './infrastructure/amocrm/renderTemplate';
import type { Texts } from './infrastructure/amocrm/texts';
import { writeSettings } from './infrastructure/amocrm/writeSettings';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import { RpcPhonebook } from './infrastructure/rpc/RpcPhonebook';
import type { CallDesk } from './infrastructure/ui/call/CallDesk';
import { partyView } from './infrastructure/ui/call/callView';
import { installStyle } from './infrastructure/ui/installStyle';
import { DialControl } from './infrastructure/ui/panel/DialControl';
import type { Choice } from './infrastructure/ui/panel/drawerView';
import panelCss from './infrastructure/ui/panel/panel.css';
import { Panel } from './infrastructure/ui/panel/Panel';
import { PanelMemory } from './infrastructure/ui/panel/PanelMemory';
import type { PanelState } from './infrastructure/ui/popups/Popups';
import { HostSettingsField } from './infrastructure/ui/settings/HostSettingsField';
import { SettingsForm } from './infrastructure/ui/settings/SettingsForm';
import { listenToShortcuts } from './infrastructure/ui/Shortcuts';
import css from './infrastructure/ui/style.css';
import type { Scope } from './system/Scope';

/*
 * Composition root of what an agent can wait a moment for: the panel, the shortcuts, the alert while nobody looks,
 * and the form of the settings window. It is a file of its own in the zip (views.js), so that calls, popups and
 * Click2Call are there first.
 */

/** What the views get from the session. */
export interface ViewServices {
  readonly rpc: RpcClient;
  readonly desk: CallDesk;
  readonly calls: CallControl;
  readonly callers: Callers;
  readonly health: Readable<ServerHealth>;
  readonly texts: Texts;
  readonly render: RenderTemplate;
  readonly window: Window & typeof globalThis;
  readonly tabs: { readonly locks: LockManager | null; readonly name: string };
  /** Told what of the panel is on screen. */
  readonly panelState: Store<PanelState>;
}

/** Shows the panel, where it is wanted, and listens to the keyboard, until the scope closes. */
export function createViews(services: ViewServices, hasPanel: boolean, scope: Scope): Panel | null {
  const { desk, calls, callers, texts, window, tabs } = services;
  const memory = new PanelMemory(() => window.localStorage);
  const panel = hasPanel ? createPanel(services, memory, scope) : null;
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
  return panel;
}

function createPanel(services: ViewServices, memory: PanelMemory, scope: Scope): Panel {
  const { rpc, desk, calls, window, panelState } = services;
  const { document } = window;
  installStyle(document, panelCss, scope);
  const search = new PhonebookSearch(new RpcPhonebook(rpc), scope);
  const dial = new DialControl(calls, search, () => desk.focused(), MIN_LENGTH_INTERNAL_NUMBER);
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
  return new Panel({ ...services, search, dial, memory, onChoice, page: document.body }, scope);
}

async function askPermission(window: Window & typeof globalThis): Promise<boolean> {
  return 'Notification' in window && (await window.Notification.requestPermission()) === 'granted';
}

/** What the settings form gets from the widget. */
export interface FormServices {
  /** Name of the settings field. */
  readonly fieldName: string;
  /** What the widget itself knows of the settings, should the host's field be empty. */
  readonly known: () => SettingsState;
  readonly ping: Ping;
  readonly texts: Texts;
  readonly render: RenderTemplate;
}

/** Shows our form in amoCRM's settings window until the scope closes. Nothing where the host shows no such field. */
export function openForm(modal: ParentNode, document: Document, services: FormServices, scope: Scope): void {
  const { fieldName, known, ping, texts, render } = services;
  const field = HostSettingsField.find(modal, fieldName) ?? HostSettingsField.find(document, fieldName);
  if (field === null) return;
  installStyle(document, css, scope);
  installStyle(document, panelCss, scope);
  const check = new ConnectionCheck(ping, scope);
  const state = field.value === '' ? known() : readSettings(field.value);
  const { origin } = document.location;
  new SettingsForm({ field, state, check, write: writeSettings, origin, texts, render }, scope);
}
