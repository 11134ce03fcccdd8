import type { Account } from './Account';
import { callStatuses } from './callStatus';
import { isInitOnce, language, userNumber, widgetLanguage } from './choice';
import { holdBack } from './holdBack';
import { callNotices } from './notifications';
import { addPhoneAction, clearPhoneActions } from './bindPhones';
import { textAt, type Texts } from './textAt';
import { UserTokens } from './UserTokens';

type Callbacks = Record<string, (argument?: unknown) => unknown>;
interface Widget {
  callbacks: Callbacks;
}

/** Code of the widget, as amoCRM gives it. */
const CODE = 'asteriskng';

const answered = { ru: 'ответил', en: 'answered' }[language];

/** Loads the widget and calls its callbacks as amoCRM does. */
export class WidgetHost {
  /** Errors thrown by the widget's callbacks, and answers other than true. */
  readonly errors: string[] = [];
  /** Times of the widget's requests through the proxy, ms since 1970. */
  readonly requests: number[] = [];
  /** Call notices and statuses that the widget has passed to the host. For tests. */
  readonly callNotices = callNotices;
  readonly callStatuses = callStatuses;
  /** amoCRM's name of the current page. */
  area = 'clist';
  private widget: Widget | null = null;
  private version = '';
  private texts: Texts = {};
  /** Whether `render` was called since the last `destroy`. */
  private isOn = false;

  constructor(private readonly account: Account) {}

  get code(): string {
    return CODE;
  }

  /** A text of the widget, as `i18n` gives it. */
  text(path: string): unknown {
    return textAt(this.texts, path);
  }

  /** Loads manifest, texts and script.js, and starts the widget. */
  async load(): Promise<void> {
    const manifest = (await (await fetch('/widget/0/manifest.json')).json()) as {
      widget: { version: string };
    };
    this.version = manifest.widget.version;
    this.texts = (await (await fetch(`/widget/${this.version}/i18n/${widgetLanguage}.json`)).json()) as Texts;
    const Constructor = await new Promise<new () => Widget>((resolve, reject) => {
      window.require([`${this.path}/script.js`], resolve, reject);
    });
    Constructor.prototype = this.prototype();
    this.widget = new Constructor();
    this.start();
  }

  /** Calls `render`, then `init` and `bind_actions`; nothing when the integration is switched off. */
  start(): void {
    if (this.account.widget.active !== 'Y' || this.widget === null) return;
    this.isOn = true;
    if (this.call('render') === true) {
      this.call('init');
      this.call('bind_actions');
    }
  }

  /** Calls `destroy`. */
  stop(): void {
    if (!this.isOn) return;
    this.isOn = false;
    this.call('destroy');
    clearPhoneActions();
  }

  /** Restarts the widget after a change of the page, unless the host initialises it once only. */
  pageChanged(area: string): void {
    this.area = area;
    if (isInitOnce || !this.isOn) return;
    this.stop();
    this.start();
  }

  /** Calls a callback and returns its answer; records errors in `errors`. */
  call(name: string, argument?: unknown): unknown {
    try {
      const answer = this.widget?.callbacks[name]?.(argument);
      if (answer !== true) this.errors.push(`${name} ${answered} ${String(answer)}`);
      return answer;
    } catch (error) {
      this.errors.push(`${name}: ${String(error)}`);
      return undefined;
    }
  }

  private get path(): string {
    return `/widget/${this.version}`;
  }

  /** The prototype that amoCRM gives to a widget's constructor, with the host's methods. */
  private prototype(): object {
    const { account } = this;
    const host = this;
    const user = account.users[userNumber - 1];
    const tokens = new UserTokens(user?.id ?? 0);
    return {
      params: { path: this.path, version: this.version, widget_code: CODE, ...account.widget.fields },
      langs: this.texts,
      system: () => ({
        area: host.area,
        amouser_id: user?.id,
        amouser: user?.email,
        subdomain: 'sandbox',
        domain: 'amocrm.ru',
      }),
      i18n: (path: string) => host.text(path),
      get_version: () => host.version,
      get_settings: () => ({
        ...account.widget.fields,
        active: account.widget.active,
        status: account.widget.status,
        widget_code: CODE,
      }),
      set_settings: (fields: Record<string, string>) => {
        account.widget = { ...account.widget, fields: { ...account.widget.fields, ...fields } };
      },
      get_install_status: () => account.widget.status,
      set_status: () => undefined,
      set_lang: () => undefined,
      list_selected: () => ({ selected: [] }),
      widgetsOverlay: () => undefined,
      add_source: () => undefined,
      add_action: (type: string, run: (target: { value: string }) => void) => {
        if (type === 'phone') addPhoneAction(() => String(host.text('widget.call_action')), run);
      },
      crm_post: (
        url: string,
        data: object,
        done: (body: unknown) => void,
        dataType: string,
        fail: (cause: unknown) => void,
      ) => {
        if (holdBack(data, done)) return;
        host.requests.push(Date.now());
        window.$.ajax({ url: `/ajax/proxy?to=${encodeURIComponent(url)}`, method: 'POST', data, dataType })
          .done(done)
          .fail(fail);
      },
      render: (
        template: { data?: string; href?: string; load?: (twig: unknown) => void },
        params: object,
      ) => {
        const Twig = window.twigjs;
        if (template.data !== undefined) return Twig.twig({ data: template.data }).render(params);
        if (template.href !== undefined)
          Twig.twig({ href: `${host.path}${template.href}`, load: template.load ?? (() => undefined) });
        return '';
      },
      render_template: () => '',
      $authorizedAjax: (options: JQuery.AjaxSettings) => tokens.send(options),
    };
  }
}
