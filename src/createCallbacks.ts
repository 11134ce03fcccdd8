import { createRpcClient, createSession, type Session } from './createSession';
import { Failure } from './domain/Failure';
import type { Settings, SettingsState } from './domain/settings/Settings';
import { AmoNotifier } from './infrastructure/amocrm/AmoNotifier';
import { readSettings } from './infrastructure/amocrm/AmoSettings';
import { onceSaved } from './infrastructure/amocrm/onceSaved';
import { takePage } from './infrastructure/amocrm/takePage';
import { amoTemplates } from './infrastructure/amocrm/renderTemplate';
import { amoTexts } from './infrastructure/amocrm/texts';
import { loadViews } from './loadViews';
import { logError } from './system/log';
import type { AmoCallbacks, AmoWidget } from './system/plugin/AmoWidget';
import { Scope } from './system/Scope';

/**
 * Composition root: what amoCRM calls, joined to the services.
 *
 * ```
 *   off ──init──▶ on(no session) ──settings are there──▶ on(session)
 *    ▲              ▲  ▲                                     │ │
 *    │              │  └──────── onSave: new settings ───────┘ │
 *    └───────────── destroy · switched off · taken over ───────┘
 * ```
 * Every callback answers true whatever happens inside: a failure of ours must not stop amoCRM.
 */
export function createCallbacks(plugin: AmoWidget, window: Window & typeof globalThis): AmoCallbacks {
  const texts = amoTexts(plugin);
  /** Null: the widget is off. */
  let life: Scope | null = null;
  let session: { readonly scope: Scope; readonly running: Session | null } | null = null;
  let form: Scope | null = null;
  /** Settings saved on this page: the host's own object may still hold the old ones. */
  let saved: SettingsState | null = null;
  let listensToPhones = false;

  const settingsNow = (): SettingsState =>
    saved ?? readSettings(plugin.get_settings()?.[SETTINGS_FIELD] ?? plugin.params?.[SETTINGS_FIELD]);

  const start = (): void => {
    if (life === null || life.closed) life = takePage(window, new Scope());
    const state = settingsNow();
    const scope = life.child();
    session = {
      scope,
      running: state.kind === 'ready' ? createSession(plugin, state.settings, texts, window, scope) : null,
    };
  };
  const stop = (): void => {
    session?.scope.close();
    session = null;
  };
  const switchOff = (): void => {
    stop();
    form?.close();
    form = null;
    life?.close();
    life = null;
    // The host forgets a widget's actions with the widget, so they are added again at the next start.
    listensToPhones = false;
  };

  const callPhone = (phone: { value?: unknown }): void => {
    if (life === null || life.closed) return;
    const { value } = phone;
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (session?.running) void session.running.clickToCall.call(text);
    else new AmoNotifier(window, texts, true).show({ kind: 'notConfigured' });
  };

  const showForm = async (modal: ParentNode): Promise<void> => {
    form?.close();
    const scope = new Scope();
    form = scope;
    const { openForm } = await loadViews();
    if (scope.closed) return;
    const services = {
      fieldName: SETTINGS_FIELD,
      known: settingsNow,
      ping: async (settings: Settings) => {
        // A login that was made for the check ends with it.
        const check = scope.child();
        try {
          const rpc = createRpcClient(plugin, settings, window, check);
          if (rpc === null) throw new Failure('unreachable');
          await rpc.call('ping', {});
        } finally {
          check.close();
        }
      },
      texts,
      render: amoTemplates(plugin, window),
    };
    openForm(modal, window.document, services, scope);
  };

  const guarded = (what: string, action: () => void): boolean => {
    try {
      action();
    } catch (error) {
      logError(`${what} failed`, error);
    }
    return true;
  };

  return {
    render: () => true,
    init: () =>
      guarded('init', () => {
        const isGone = life?.closed === true || session?.running?.isOnPage() === false;
        if (isGone) stop();
        if (session === null) start();
      }),
    bind_actions: () =>
      guarded('bind_actions', () => {
        if (listensToPhones) return;
        plugin.add_action('phone', (phone) => {
          guarded('a click on a number', () => {
            callPhone(phone);
          });
        });
        listensToPhones = true;
      }),
    settings: (modalBody) =>
      guarded('settings', () => {
        showForm(modalRoot(modalBody, window.document)).catch((error: unknown) => {
          logError('the settings form can not be shown', error);
        });
      }),
    onSave: (event) =>
      guarded('onSave', () => {
        const { active, field } = onceSaved(event, SETTINGS_FIELD);
        if (field !== undefined) saved = readSettings(field);
        stop();
        if (active) start();
        else switchOff();
      }),
    destroy: () => guarded('destroy', switchOff),
    contacts: { selected: () => undefined },
    leads: { selected: () => undefined },
    todo: { selected: () => undefined },
  };
}

/** The settings window: amoCRM hands it over as a jQuery object, its first node is the window's body. */
function modalRoot(modalBody: unknown, document: Document): ParentNode {
  if (
    typeof modalBody === 'object' &&
    modalBody !== null &&
    0 in modalBody &&
    modalBody[0] instanceof Element
  ) {
    return modalBody[0];
  }
  return modalBody instanceof Element ? modalBody : document;
}
