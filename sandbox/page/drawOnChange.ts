import type { Account, AccountLife } from './Account';
import { fetchJson } from './fetchJson';

/** A part of the page that is redrawn when the account changes. */
interface View {
  readonly node: JQuery;
  readonly draw: () => void;
}

let views: readonly View[] = [];

/** Calls `draw` now and after each change of the account while the node is in the page. @returns the node */
export function drawOnChange(node: JQuery, draw: () => void): JQuery {
  views = [...views, { node, draw }];
  draw();
  return node;
}

/**
 * Refreshes the account if this version is another than that of the page's copy.
 * @param version of the server's account
 */
export async function refreshIfChanged(account: Account, version: number): Promise<void> {
  if (account.life.version !== version) await refreshAccount(account);
}

/** Loads the account's current state and redraws the parts of the page that show it. */
export async function refreshAccount(account: Account): Promise<void> {
  account.life = await fetchJson<AccountLife>('/ajax/life');
  views = views.filter(({ node }) => node.get(0)?.isConnected === true);
  for (const { draw } of views) draw();
}
