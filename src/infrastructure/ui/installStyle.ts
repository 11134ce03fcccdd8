import type { Scope } from '../../system/Scope';

/**
 * Puts a style sheet into the page until the scope closes. A constructed sheet where there are any: a
 * Content-Security-Policy with `style-src 'self'` stops a `<style>` node, and the page sees nothing of it.
 */
export function installStyle(document: Document, css: string, scope: Scope): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    scope.onClose(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    });
  } catch {
    // A browser that has none, such as Safari before 16.4.
    const style = document.createElement('style');
    style.setAttribute('data-asteriskng', '');
    style.textContent = css;
    document.head.append(style);
    scope.onClose(() => {
      style.remove();
    });
  }
}
