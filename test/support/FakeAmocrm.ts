import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { twig } from 'twig';
import Widget from '../../src/script';
import type { AmoCallbacks, AmoWidget } from '../../src/system/plugin/AmoWidget';
import { FakeBackend } from './FakeBackend';

type Texts = Record<string, Record<string, string>>;

/** A page of amoCRM in jsdom: the widget's object with its prototype, Twig, notices, and a backend behind the proxy. */
export class FakeAmocrm {
  readonly backend = new FakeBackend();
  readonly notices: { kind: 'info' | 'error'; text: string }[] = [];
  readonly visited: string[] = [];
  readonly phoneActions: ((target: { value?: unknown }) => void)[] = [];
  settings: Record<string, unknown> = {
    jsonSettings: JSON.stringify({
      server: { serverAddress: 'domain.com/asterisk_ng', secretKey: 'top-secret' },
    }),
  };

  constructor(private readonly language: 'ru' | 'en' = 'ru') {
    const note = (kind: 'info' | 'error') => (message: { text: string }) =>
      this.notices.push({ kind, text: message.text });
    window.APP = {
      notifications: { show_message: note('info'), show_message_error: note('error') },
      router: { navigate: (path) => this.visited.push(path) },
    };
  }

  /** Loads the widget as amoCRM does. */
  load(): AmoCallbacks {
    const file = join(__dirname, `../../src/blank/i18n/${this.language}.json`);
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts;
    const prototype: Omit<AmoWidget, 'callbacks'> = {
      system: () => ({ amouser: 'anna@example.com', amouser_id: '7461242' }),
      get_settings: () => this.settings,
      set_settings: () => undefined,
      i18n: (path) => texts[path],
      crm_post: this.backend.crm_post,
      render: ({ data }, params) => twig({ data }).render(params),
      add_action: (_type, action) => this.phoneActions.push(action),
    };
    const Constructor = Widget as unknown as new () => AmoWidget;
    (Constructor as unknown as { prototype: unknown }).prototype = prototype;
    const { callbacks } = new Constructor();
    if (callbacks === undefined) throw new Error('the widget set no callbacks');
    return callbacks;
  }

  /** Loads the widget and starts it. */
  start(): AmoCallbacks {
    const callbacks = this.load();
    if (callbacks.render() && callbacks.init()) callbacks.bind_actions();
    return callbacks;
  }

  clickPhone(value: unknown): void {
    for (const action of this.phoneActions) action({ value });
  }
}
