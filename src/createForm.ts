import { ConnectionCheck, type Ping } from './domain/settings/ConnectionCheck';
import type { SettingsState } from './domain/settings/Settings';
import { readSettings } from './infrastructure/amocrm/AmoSettings';
import type { RenderTemplate } from './infrastructure/amocrm/renderTemplate';
import type { Texts } from './infrastructure/amocrm/texts';
import { writeSettings } from './infrastructure/amocrm/writeSettings';
import { installStyle } from './infrastructure/ui/installStyle';
import panelCss from './infrastructure/ui/panel/panel.css';
import { HostSettingsField } from './infrastructure/ui/settings/HostSettingsField';
import { SettingsForm } from './infrastructure/ui/settings/SettingsForm';
import css from './infrastructure/ui/style.css';
import type { Scope } from './system/Scope';

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

/**
 * Shows our form in amoCRM's settings window until the scope closes. Nothing where the host shows no such field. A
 * file of its own in the zip (settings.js): only an administrator opens it.
 */
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
