import type { RequestHeaders } from '../protocol/request';
import { Failure } from './domain/Failure';
import { ConnectionCheck, type Ping } from './domain/settings/ConnectionCheck';
import type { Settings, SettingsState } from './domain/settings/Settings';
import { readSettings } from './infrastructure/amocrm/readSettings';
import type { RenderTemplate } from './infrastructure/amocrm/renderTemplate';
import type { Texts } from './infrastructure/amocrm/texts';
import { writeSettings } from './infrastructure/amocrm/writeSettings';
import type { RpcClient } from './infrastructure/rpc/RpcClient';
import { installStyle } from './infrastructure/ui/installStyle';
import panelCss from './infrastructure/ui/panel/panel.css';
import { HostSettingsField } from './infrastructure/ui/settings/HostSettingsField';
import { SettingsForm } from './infrastructure/ui/settings/SettingsForm';
import css from './infrastructure/ui/style.css';
import type { Scope } from './system/Scope';

/** What the settings form gets from the widget. */
export interface OpenFormOptions {
  /** Name of the settings field. */
  readonly fieldName: string;
  /** What the widget itself knows of the settings, should the host's field be empty. */
  readonly known: () => SettingsState;
  /** A client of the backend that these settings name, until `check` closes; null when their address is none. */
  readonly connect: (settings: Settings, check: Scope) => RpcClient | null;
  /** Who looks at the form. */
  readonly user: RequestHeaders;
  readonly texts: Texts;
  readonly render: RenderTemplate;
}

/**
 * Shows our form in amoCRM's settings window, which the host hands over as `modalBody`, until the scope closes. Nothing where the host shows no such field. A
 * file of its own in the zip (settings.js): only an administrator opens it.
 */
export function openForm(
  modalBody: unknown,
  document: Document,
  services: OpenFormOptions,
  scope: Scope,
): void {
  const { fieldName, known, texts, render } = services;
  const modal = modalRoot(modalBody, document);
  const field = HostSettingsField.find(modal, fieldName) ?? HostSettingsField.find(document, fieldName);
  if (field === null) return;
  installStyle(document, css, scope);
  installStyle(document, panelCss, scope);
  const check = new ConnectionCheck(pingOf(services, scope), scope);
  const state = field.value === '' ? known() : readSettings(field.value);
  const { origin } = document.location;
  new SettingsForm({ field, state, check, write: writeSettings, origin, texts, render }, scope);
}

function pingOf({ connect, user }: OpenFormOptions, scope: Scope): Ping {
  return async (settings) => {
    // A login that was made for the check ends with it.
    const check = scope.child();
    try {
      const rpc = connect(settings, check);
      if (rpc === null) throw new Failure('unreachable');
      const { agent } = await rpc.call('ping', {});
      return agent === null ? { email: user.amouser_email, userId: user.amouser_id } : null;
    } finally {
      check.close();
    }
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
