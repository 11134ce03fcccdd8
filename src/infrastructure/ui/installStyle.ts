import css from './style.css';
import type { Scope } from '../../system/Scope';

/** Puts our style sheet into the page until the scope closes. */
export function installStyle(document: Document, scope: Scope): void {
  const style = document.createElement('style');
  style.setAttribute('data-asteriskng', '');
  style.textContent = css;
  document.head.append(style);
  scope.onClose(() => {
    style.remove();
  });
}
