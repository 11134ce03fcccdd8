import type { RequestHeaders } from '../protocol/request';
import { Failure } from './domain/Failure';
import { ConnectionCheck, type Ping } from './domain/settings/ConnectionCheck';
import type { Settings, SettingsState } from './domain/settings/Settings';
import { readSettings } from './infrastructure/amocrm/readSettings';
import type { RenderTemplate } from './infrastructure/amocrm/RenderTemplate';
import type { Texts } from './infrastructure/amocrm/Texts';
import { writeSettings } from './infrastructure/amocrm/writeSettings';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import { installStyle } from './infrastructure/ui/installStyle';
import panelCss from './infrastructure/ui/panel/panel.css';
import { HostSettingsField } from './infrastructure/ui/settings/HostSettingsField';
import { SettingsForm } from './infrastructure/ui/settings/SettingsForm';
import css from './infrastructure/ui/style.css';
import type { Scope } from './system/Scope';

/** What `openForm` gets from the widget. */
export interface OpenFormOptions {
  /** Name of the settings field. */
  readonly fieldName: string;
  /** The settings that the widget uses; shown when the host's field is empty. */
  readonly currentSettings: () => SettingsState;
  /** A client of the backend in these settings, until `check` closes; null when their address is not valid. */
  readonly connect: (settings: Settings, check: Scope) => RpcClient | null;
  /** The user who has opened the form. */
  readonly user: RequestHeaders;
  readonly texts: Texts;
  readonly render: RenderTemplate;
}

/**
 * Shows our form in amoCRM's settings window until the scope closes. Does nothing when the window has no field for our
 * settings. A file of its own in the zip (settings.js), since only administrators open it.
 * @param modalBody the settings window, as amoCRM passes it to the callback `settings`
 */
export function openForm(
  modalBody: unknown,
  document: Document,
  services: OpenFormOptions,
  scope: Scope,
): void {
  const { fieldName, currentSettings, texts, render } = services;
  const modal = modalRoot(modalBody, document);
  const field = HostSettingsField.find(modal, fieldName) ?? HostSettingsField.find(document, fieldName);
  if (field === null) return;
  installStyle(document, css, scope);
  installStyle(document, panelCss, scope);
  const check = new ConnectionCheck(createPing(services, scope), scope);
  const state = field.value === '' ? currentSettings() : readSettings(field.value);
  const { origin } = document.location;
  new SettingsForm({ field, state, check, write: writeSettings, origin, texts, render }, scope);
}

/** Checks settings by `ping`, with a client that exists only for this request. */
function createPing({ connect, user }: OpenFormOptions, scope: Scope): Ping {
  return async (settings) => {
    // Closing it logs out where the check has logged in (ECSS-10).
    const check = scope.child();
    try {
      const rpc = connect(settings, check);
      if (rpc === null) throw new Failure('unreachable');
      const hasAgent = await rpc.call('ping', {}).then(
        ({ agent }) => agent !== null,
        (error: unknown) => {
          const { reason, detail } = Failure.from(error);
          if (reason === 'noExtension' || detail === 'UnknownAgent') return false;
          throw error;
        },
      );
      return !hasAgent ? { email: user.amouser_email, userId: user.amouser_id } : null;
    } finally {
      check.close();
    }
  };
}

/** The body of the settings window: amoCRM passes a jQuery object that contains it. Else the whole document. */
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
