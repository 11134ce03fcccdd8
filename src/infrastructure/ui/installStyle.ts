import type { Scope } from '../../system/Scope';

/** Puts a style sheet into the page until the scope closes. */
export function installStyle(document: Document, css: string, scope: Scope): void {
  const style = document.createElement('style');
  style.setAttribute('data-asteriskng', '');
  style.textContent = css;
  document.head.append(style);
  scope.onClose(() => {
    style.remove();
  });
}
