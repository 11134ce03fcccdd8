import { fetchJson } from './fetchJson';

/** How long the host hands out the same token, ms: a public widget says 25 minutes, documents do not. */
const KEPT_MS = 25 * 60_000;

/** amoCRM's tokens of the page's user, as the host of `$authorizedAjax` gets and keeps them. */
export class UserTokens {
  private kept: { readonly token: string; readonly at: number } | null = null;

  constructor(private readonly userId: number) {}

  /** Sends jQuery's request with the token in the header that is documented. */
  send(options: JQuery.AjaxSettings): JQuery.Promise<unknown> {
    const { $ } = window;
    return $.when(this.current()).then((token) =>
      $.ajax({ ...options, headers: { ...options.headers, 'X-Auth-Token': token } }),
    );
  }

  private async current(): Promise<string> {
    if (this.kept === null || Date.now() - this.kept.at >= KEPT_MS) {
      const { token } = await fetchJson<{ token: string }>('/ajax/token', { user: this.userId });
      this.kept = { token, at: Date.now() };
    }
    return this.kept.token;
  }
}
