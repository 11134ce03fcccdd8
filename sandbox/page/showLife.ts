import type { Account, AccountLife } from './accountShapes';
import { ask } from './ask';

/** Redraws a part of the page after a change of the account. */
interface View {
  readonly node: JQuery;
  readonly draw: () => void;
}

let views: readonly View[] = [];

/** Draws now, and after each change of the account as long as the node stands in the page. */
export function showLife(node: JQuery, draw: () => void): JQuery {
  views = [...views, { node, draw }];
  draw();
  return node;
}

/** Loads the account's events when its version has changed. @param version of the account as it is now */
export async function followLife(account: Account, version: number): Promise<void> {
  if (account.life.version !== version) await renewLife(account);
}

/** Asks what has happened in the account, and draws it. */
export async function renewLife(account: Account): Promise<void> {
  account.life = await ask<AccountLife>('/ajax/life');
  views = views.filter(({ node }) => node.get(0)?.isConnected === true);
  for (const { draw } of views) draw();
}
