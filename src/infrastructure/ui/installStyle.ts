import type { Scope } from '../../system/Scope';

/**
 * Adds a style sheet to the page until the scope closes: a constructed one, since a Content-Security-Policy with
 * `style-src 'self'` blocks `<style>` nodes without an error; a `<style>` node in browsers without constructed sheets.
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
    // No constructed style sheets, such as in Safari before 16.4.
    const style = document.createElement('style');
    style.setAttribute('data-asteriskng', '');
    style.textContent = css;
    document.head.append(style);
    scope.onClose(() => {
      style.remove();
    });
  }
}
