import type { Scope } from '../../system/Scope';

const KEY = Symbol.for('asteriskng.life');

/** The running widget of this page, as other copies of the script see it. */
interface RunningWidget {
  close(): void;
  /** Calls a number as it is written on the page. Missing in version 1.0.0. */
  call?(text: string): void;
}

declare global {
  interface Window {
    /** The running widget, of any copy of the script. */
    [KEY]?: RunningWidget | undefined;
  }
}

/**
 * Makes this the only running widget of the page: closes one that amoCRM has not destroyed, so that two never poll.
 * @param life scope of this widget; another copy of the script that claims the page closes it
 * @param call calls a number as it is written on the page
 * @returns `life`
 */
export function claimPage(window: Window, life: Scope, call: (text: string) => void): Scope {
  window[KEY]?.close();
  const mine: RunningWidget = {
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

/** Calls a number by the running widget, if any: the host's menu may keep the item of a copy that has been closed. */
export function callByRunningWidget(window: Window, text: string): void {
  window[KEY]?.call?.(text);
}
