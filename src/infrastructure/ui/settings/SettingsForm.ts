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
import type { RenderTemplate } from '../../amocrm/renderTemplate';
import type { Texts } from '../../amocrm/texts';
import { paint } from '../paint';
import { partOf } from '../partOf';
import { connectionView } from './connectionView';
import { formWords, kindOptions } from './formWords';
import type { HostSettingsField } from './HostSettingsField';

/** What the form is made of. */
export interface SettingsFormOptions {
  readonly field: HostSettingsField;
  readonly state: SettingsState;
  readonly check: ConnectionCheck;
  /** Text for the host's field. */
  readonly write: (settings: Settings) => string;
  /** Of the page, such as `https://company.amocrm.ru`. */
  readonly origin: string;
  readonly texts: Texts;
  readonly render: RenderTemplate;
}

/** Our form inside amoCRM's settings window. It only fills the host's field: saving is the host's business. */
export class SettingsForm {
  private readonly root: HTMLElement;

  constructor(
    private readonly parts: SettingsFormOptions,
    scope: Scope,
  ) {
    const { field, state, check, texts, render, origin } = parts;
    const settings = state.kind === 'ready' ? state.settings : emptySettings;
    const html = render(settingsTemplate, { settings, words: this.words(), kinds: kindOptions(texts) });
    const root = $('<div class="asteriskng-root asteriskng-settings"></div>').html(html).get(0);
    if (root === undefined) throw new TypeError('jQuery made no node');
    this.root = root;
    // As a property and not as an attribute of the template: the key never stands in the page's HTML.
    this.input('key').value = settings.secretKey;
    this.showKind();

    scope.onClose(field.replaceBy(root));
    scope.listen(root, 'input', () => {
      this.changed();
    });
    scope.listen(this.part('reveal'), 'click', () => {
      this.reveal();
    });
    // Enter would send the host's form and the host's hot keys would fire; both are not meant here.
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
    this.parts.field.write(this.parts.write(settings));
    this.parts.check.changed(settings);
  }

  /** As they stand in the form now. */
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

  /** What is asked for, and in which words, depends on the kind of connection. */
  private showKind(): void {
    const { texts, origin } = this.parts;
    for (const [part, text] of formWords(this.kind(), texts, origin)) this.part(part).textContent = text;
    for (const row of ['domainRow', 'clientRow']) this.part(row).hidden = this.kind() !== 'ecss10';
  }

  private reveal(): void {
    const key = this.input('key');
    const button = this.part('reveal');
    const isShown = key.type === 'password';
    key.type = isShown ? 'text' : 'password';
    button.textContent = this.parts.texts(isShown ? 'settings.hideKey' : 'settings.showKey');
  }

  private words(): Record<string, string> {
    const { texts, state } = this.parts;
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
    if (!(node instanceof HTMLInputElement)) throw new TypeError(`${which} is no input`);
    return node;
  }
}
