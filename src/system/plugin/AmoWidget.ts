/**
 * amoCRM's widget object, as far as we use it. Its methods come from the prototype that amoCRM sets on our constructor.
 * Sources: amoCRM's documentation and public widgets. How the host behaves: src/infrastructure/amocrm/README.md.
 */
export interface AmoWidget {
  callbacks?: AmoCallbacks;
  /** Settings of the integration and facts about the widget, such as `path`, in one flat object. */
  params?: Partial<Record<string, unknown>>;
  system(): AmoSystem;
  get_settings(): Partial<Record<string, unknown>> | null | undefined;
  set_settings(settings: Record<string, string>): void;
  get_install_status?(): string;
  /** A text by its path, or a section of texts as an object. */
  i18n(path: string): unknown;
  /**
   * Posts a form through amoCRM's proxy. `done` gets the body; `fail` gets jQuery's request object or anything else.
   */
  crm_post(
    url: string,
    data: Record<string, string>,
    done: (body: unknown) => void,
    dataType: 'text' | 'json',
    fail: (cause: unknown) => void,
  ): unknown;
  /**
   * Sends a request straight from the browser with amoCRM's token of the user in `X-Auth-Token`. Documented; its options
   * resemble those of jQuery's `ajax`. Widgets of private integrations have it; assumed to be missing elsewhere.
   */
  $authorizedAjax?(options: object): unknown;
  /** Renders a Twig template given as text. Twig in amoCRM escapes nothing by itself. */
  render(template: { data: string }, params: object): string;
  add_action(type: 'phone' | 'email', action: (target: { value?: unknown }) => void): void;
}

/** Facts about the page and its user. */
export interface AmoSystem {
  area?: string;
  amouser_id?: string | number;
  /** E-mail of the user. */
  amouser?: string;
  subdomain?: string;
  domain?: string;
}

/** Functions that amoCRM calls. Each has to return true, or amoCRM stops loading the widget. */
export interface AmoCallbacks {
  render(): boolean;
  init(): boolean;
  bind_actions(): boolean;
  settings(modalBody?: unknown): boolean;
  onSave(saved?: unknown): boolean;
  destroy(): boolean;
  contacts: { selected(): void };
  leads: { selected(): void };
  todo: { selected(): void };
}
