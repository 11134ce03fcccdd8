import { language } from './choice';
import type { DeskState } from './deskShapes';

const MINE = 'sandbox.';
const ROUND = `${MINE}round`;

/** Web storage without the sandbox's own choices: what the widget has kept. */
function forget(storage: Storage): void {
  for (const name of Object.keys(storage)) if (!name.startsWith(MINE)) storage.removeItem(name);
}

/**
 * Forgets what the widget has kept in an earlier round. Before the widget is loaded, because a page that goes may still
 * have written something.
 */
export function forgetEarlierRound(round: number): void {
  for (const storage of [localStorage, sessionStorage]) {
    const kept = storage.getItem(ROUND);
    if (kept !== null && kept !== String(round))
      for (const one of [localStorage, sessionStorage]) forget(one);
    storage.setItem(ROUND, String(round));
  }
}

/** Opens the first page again when the sandbox was started over, in the language that all pages have now. */
export function followRound(mine: number, { round, language: now }: DeskState): void {
  if (round === mine) return;
  location.assign(`/?lang=${now ?? language}`);
}
