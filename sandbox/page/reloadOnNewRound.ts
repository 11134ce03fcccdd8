import { language } from './choice';
import type { DeskState } from './DeskState';

/** Prefix of the sandbox's own keys in web storage. */
const MINE = 'sandbox.';
const ROUND = `${MINE}round`;

/** Removes what the widget has stored, and keeps the sandbox's own keys. */
function clear(storage: Storage): void {
  for (const name of Object.keys(storage)) if (!name.startsWith(MINE)) storage.removeItem(name);
}

/**
 * Removes what the widget has stored in an earlier round. To call before the widget is loaded, since a page may write
 * to storage until it is left.
 */
export function clearEarlierRound(round: number): void {
  for (const storage of [localStorage, sessionStorage]) {
    const kept = storage.getItem(ROUND);
    if (kept !== null && kept !== String(round)) for (const one of [localStorage, sessionStorage]) clear(one);
    storage.setItem(ROUND, String(round));
  }
}

/** Loads the start page again when the sandbox was reset since this page was loaded. @param mine the page's round */
export function reloadOnNewRound(mine: number, { round, language: now }: DeskState): void {
  if (round === mine) return;
  location.assign(`/?lang=${now ?? language}`);
}
