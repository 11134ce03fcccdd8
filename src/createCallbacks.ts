import { createRpcClient, createSession, identity, type Session } from './createSession';
import type { Settings, SettingsState } from './domain/settings/Settings';
import { readSettings } from './infrastructure/amocrm/readSettings';
import { hostError } from './infrastructure/amocrm/hostError';
import { readSaveEvent } from './infrastructure/amocrm/readSaveEvent';
import { callByRunningWidget, claimPage } from './infrastructure/amocrm/claimPage';
import { amoTemplates } from './infrastructure/amocrm/RenderTemplate';
import { amoTexts, findText, hostTexts, type TextSource } from './infrastructure/amocrm/Texts';
import { loadWithRetry } from './infrastructure/files/loadWithRetry';
import { loadEnglish, loadForm } from './loadViews';
import { logError } from './system/log';
import type { AmoCallbacks, AmoWidget } from './system/plugin/AmoWidget';
import { Scope } from './system/Scope';

/**
 * Composition root: builds the callbacks that amoCRM calls, and starts and stops the session.
 *
 * ```
 *   off ──init──▶ on(no session) ──settings are there──▶ on(session)
 *    ▲              ▲  ▲                                     │ │
 *    │              │  └──────── onSave: new settings ───────┘ │
 *    └───────────── destroy · switched off · taken over ───────┘
 * ```
 * Every callback returns true, also when it fails: else amoCRM would stop loading the widget.
 */
export function createCallbacks(plugin: AmoWidget, window: Window & typeof globalThis): AmoCallbacks {
  /** English texts; loaded only when the host has none of our texts in its language. */
  let english: TextSource | null = null;
  const texts = amoTexts(plugin, () => english);
  /** Owner of everything that the widget has on this page; null: the widget is off. */
  let pageScope: Scope | null = null;
  let session: { readonly scope: Scope; readonly running: Session | null } | null = null;
  let formScope: Scope | null = null;
  /** Settings that were saved on this page; `get_settings` may still return the old ones. */
  let savedSettings: SettingsState | null = null;
  let hasPhoneAction = false;

  const currentSettings = (): SettingsState =>
    savedSettings ?? readSettings(plugin.get_settings()?.[SETTINGS_FIELD] ?? plugin.params?.[SETTINGS_FIELD]);

  /** Switches the widget on, if it is off, and starts a session if there are settings. */
  const start = (): void => {
    if (pageScope === null || pageScope.closed) pageScope = claimPage(window, new Scope(), callNumber);
    const state = currentSettings();
    const scope = pageScope.child();
    const started = { scope, running: null as Session | null };
    session = started;
    withTexts(scope, () => {
      if (state.kind === 'ready')
        started.running = createSession(plugin, state.settings, texts, window, scope);
    });
  };
  /**
   * Runs `action` when texts can be shown: at once if the host has them in its language, else once english.js has
   * loaded or has failed to load for the first time.
   */
  const withTexts = (scope: Scope, action: () => void): void => {
    if (english !== null || findText(hostTexts(plugin), 'call.ringing') !== null) {
      action();
      return;
    }
    let isRun = false;
    const run = (): void => {
      if (isRun || scope.closed) return;
      isRun = true;
      guarded('the start', action);
    };
    void loadWithRetry(loadEnglish, window, scope, run).then((sections) => {
      english = (section) => sections[section];
      run();
    });
  };
  /** Ends the session; the widget stays on. */
  const stop = (): void => {
    session?.scope.close();
    session = null;
  };
  /** Ends session and form and releases the page. */
  const switchOff = (): void => {
    stop();
    formScope?.close();
    formScope = null;
    pageScope?.close();
    pageScope = null;
    // The host drops the widget's actions together with the widget, so the next start has to add them again.
    hasPhoneAction = false;
  };

  /** Calls a number, given as text of the page; without a session a notice says that settings are missing. */
  const callNumber = (text: string): void => {
    if (session?.running) void session.running.clickToCall.call(text);
    else hostError(window, texts, texts('notice.notConfigured'));
  };
  /** A copy of the widget that is off, but still has amoCRM's action, passes the click to the copy that is on. */
  const onPhoneClick = ({ value }: { value?: unknown }): void => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (pageScope === null || pageScope.closed) callByRunningWidget(window, text);
    else callNumber(text);
  };

  /** Shows the settings form, once settings.js has loaded. @param modal the settings window of amoCRM */
  const showForm = async (modal: unknown): Promise<void> => {
    formScope?.close();
    const scope = new Scope();
    formScope = scope;
    const { openForm } = await loadWithRetry(loadForm, window, scope, (failures) => {
      if (failures === 2) hostError(window, texts, texts('notice.formLost'));
    });
    if (scope.closed) return;
    const services = {
      fieldName: SETTINGS_FIELD,
      currentSettings,
      connect: (settings: Settings, check: Scope) => createRpcClient(plugin, settings, window, check),
      user: identity(plugin),
      texts,
      render: amoTemplates(plugin, window),
    };
    withTexts(scope, () => {
      openForm(modal, window.document, services, scope);
    });
  };

  /** Runs an action; an exception is logged. Returns true in both cases. */
  const guarded = (what: string, action: () => void): boolean => {
    try {
      action();
    } catch (error) {
      logError(`${what} failed`, error);
    }
    return true;
  };

  const ignored = { selected: () => undefined };
  return {
    render: () => true,
    init: () =>
      guarded('init', () => {
        const isGone = pageScope?.closed === true || session?.running?.isOnPage() === false;
        if (isGone) stop();
        if (session === null) start();
      }),
    bind_actions: () =>
      guarded('bind_actions', () => {
        if (hasPhoneAction) return;
        plugin.add_action('phone', (phone) => {
          guarded('a click on a number', () => {
            onPhoneClick(phone);
          });
        });
        hasPhoneAction = true;
      }),
    settings: (modalBody) =>
      guarded('settings', () => {
        showForm(modalBody).catch((error: unknown) => {
          logError('the settings form can not be shown', error);
        });
      }),
    onSave: (event) =>
      guarded('onSave', () => {
        const { active, field } = readSaveEvent(event, SETTINGS_FIELD);
        if (field !== undefined) savedSettings = readSettings(field);
        stop();
        if (active) start();
        else switchOff();
      }),
    destroy: () => guarded('destroy', switchOff),
    contacts: ignored,
    leads: ignored,
    todo: ignored,
  };
}
