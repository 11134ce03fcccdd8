import type { Texts } from '../../amocrm/Texts';
import type { PanelNodes } from './panelNodes';

/** Folds or unfolds the panel's body, and names the button that does it. @returns whether that changed anything */
export function foldPanel({ root, fold, body }: PanelNodes, folded: boolean, texts: Texts): boolean {
  if (root.hasAttribute('data-folded') === folded && fold.hasAttribute('aria-label')) return false;
  const name = texts(folded ? 'panel.unfold' : 'panel.fold');
  root.toggleAttribute('data-folded', folded);
  body.hidden = folded;
  fold.setAttribute('aria-expanded', String(!folded));
  fold.setAttribute('aria-controls', body.id);
  fold.setAttribute('aria-label', name);
  fold.setAttribute('title', name);
  return true;
}
