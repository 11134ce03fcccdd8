import $ from 'jquery';
import connectionTemplate from './connection.twig';
import settingsTemplate from './settings.twig';
import type { ConnectionCheck } from '../../../domain/settings/ConnectionCheck';
import { emptySettings } from '../../../domain/settings/emptySettings';
import {
  connectionKinds,
  type ConnectionKind,
  type Settings,
  type SettingsState,
} from '../../../domain/settings/Settings';
import type { Scope } from '../../../system/Scope';
import type { RenderTemplate } from '../../amocrm/RenderTemplate';
import type { Texts } from '../../amocrm/Texts';
import { paint } from '../paint';
import { partOf } from '../partOf';
import { connectionView } from './connectionView';
import { formWords, kindOptions } from './formWords';
import type { HostSettingsField } from './HostSettingsField';

export interface SettingsFormOptions {
  readonly field: HostSettingsField;
  /** The settings to show first. */
  readonly state: SettingsState;
  readonly check: ConnectionCheck;
  /** Encodes settings for the host's field. */
  readonly write: (settings: Settings) => string;
  /** Origin of the page, such as `https://company.amocrm.ru`. */
  readonly origin: string;
  readonly texts: Texts;
  readonly render: RenderTemplate;
}

/**
 * Our form in amoCRM's settings window, with the state of the connection under it. It writes the settings into the
 * host's field; the host saves them. Removed when the scope closes.
 */
export class SettingsForm {
  private readonly root: HTMLElement;

  constructor(
    private readonly options: SettingsFormOptions,
    scope: Scope,
  ) {
    const { field, state, check, texts, render, origin } = options;
    const settings = state.kind === 'ready' ? state.settings : emptySettings;
    const html = render(settingsTemplate, { settings, words: this.words(), kinds: kindOptions(texts) });
    const root = $('<div class="asteriskng-root asteriskng-settings"></div>').html(html).get(0);
    if (root === undefined) throw new TypeError('jQuery made no node');
    this.root = root;
    // Set as a property, not in the template, so that the key is not in the page's HTML.
    this.input('key').value = settings.secretKey;
    this.showKind();

    scope.onClose(field.replaceBy(root));
    scope.listen(root, 'input', () => {
      this.changed();
    });
    scope.listen(this.part('reveal'), 'click', () => {
      this.reveal();
    });
    // Keys must not submit the host's form or trigger its hot keys; Escape may close the window.
    for (const type of ['keydown', 'keypress', 'keyup']) {
      scope.listen(root, type, (event) => {
        if (event instanceof KeyboardEvent && event.key !== 'Escape') event.stopPropagation();
      });
    }
    const connection = this.part('connection');
    const show = (): void => {
      const view = connectionView(check.state.get(), this.settings(), texts, origin);
      paint(connection, render, connectionTemplate, view, connection);
    };
    scope.listen(connection, 'click', ({ target }) => {
      if (target instanceof Element && target.closest('[data-command="again"]')) check.check(this.settings());
    });
    scope.onClose(check.state.subscribe(show));
    show();
    check.check(settings);
  }

  private changed(): void {
    const settings = this.settings();
    this.showKind();
    this.options.field.write(this.options.write(settings));
    this.options.check.changed(settings);
  }

  /** The settings as entered. */
  private settings(): Settings {
    return {
      connection: this.kind(),
      serverAddress: this.input('address').value.trim(),
      secretKey: this.input('key').value.trim(),
      clientId: this.input('client').value.trim(),
      domain: this.input('domain').value.trim(),
      showPanel: this.input('panel').checked,
      enableNotification: this.input('notify').checked,
    };
  }

  private kind(): ConnectionKind {
    const node = this.part('kind');
    const value = node instanceof HTMLSelectElement ? node.value : '';
    return connectionKinds.find((kind) => kind === value) ?? 'proxy';
  }

  /** Shows the fields and texts for the chosen kind of connection. */
  private showKind(): void {
    const { texts, origin } = this.options;
    for (const [part, text] of formWords(this.kind(), texts, origin)) this.part(part).textContent = text;
    for (const row of ['domainRow', 'clientRow']) this.part(row).hidden = this.kind() !== 'ecss10';
  }

  /** Shows or hides the secret key. */
  private reveal(): void {
    const key = this.input('key');
    const button = this.part('reveal');
    const isShown = key.type === 'password';
    key.type = isShown ? 'text' : 'password';
    button.textContent = this.options.texts(isShown ? 'settings.hideKey' : 'settings.showKey');
  }

  private words(): Record<string, string> {
    const { texts, state } = this.options;
    return {
      title: texts('settings.title'),
      broken: state.kind === 'broken' ? texts('settings.broken') : '',
      connection: texts('settings.connection'),
      domain: texts('settings.domain'),
      domainHint: texts('settings.domainHint'),
      client: texts('settings.clientId'),
      clientHint: texts('settings.clientIdHint'),
      showKey: texts('settings.showKey'),
      showPanel: texts('settings.showPanel'),
      showPanelHint: texts('settings.showPanelHint'),
      notify: texts('settings.notify'),
      notifyHint: texts('settings.notifyHint'),
    };
  }

  private part(which: string): HTMLElement {
    return partOf(this.root, which);
  }

  private input(which: string): HTMLInputElement {
    const node = this.part(which);
    if (!(node instanceof HTMLInputElement)) throw new TypeError(`${which} is not an input`);
    return node;
  }
}
