import type { Scope } from '../../system/Scope';

const KEY = Symbol.for('asteriskng.life');

declare global {
  interface Window {
    /** The widget that lives on this page, whichever copy of the script it came from. */
    [KEY]?: Scope | undefined;
  }
}

/** Makes `life` the only widget of the page: one that amoCRM never destroyed ends here, so that two never poll. */
export function takePage(window: Window, life: Scope): Scope {
  window[KEY]?.close();
  window[KEY] = life;
  life.onClose(() => {
    if (window[KEY] === life) window[KEY] = undefined;
  });
  return life;
}
