import type { Scope } from '../../system/Scope';

const KEY = Symbol.for('asteriskng.life');

/** The widget that lives on this page, as other copies of the script see it. */
interface Life {
  close(): void;
  /** Calls a number as it stands on the page. A copy of version 1.0.0 has none. */
  call?(text: string): void;
}

declare global {
  interface Window {
    /** Whichever copy of the script it came from. */
    [KEY]?: Life | undefined;
  }
}

/** Makes `life` the only widget of the page: one that amoCRM never destroyed ends here, so that two never poll. */
export function takePage(window: Window, life: Scope, call: (text: string) => void): Scope {
  window[KEY]?.close();
  const mine: Life = {
    close: () => {
      life.close();
    },
    call,
  };
  window[KEY] = mine;
  life.onClose(() => {
    if (window[KEY] === mine) window[KEY] = undefined;
  });
  return life;
}

/** Hands a click to the copy that lives: the host's menu may keep the item of one that has ended. */
export function callByLivingCopy(window: Window, text: string): void {
  window[KEY]?.call?.(text);
}
