import type { Clicks, Views, CreateViewsOptions } from './createViews';
import type { Settings } from './domain/settings/Settings';
import { hostError } from './infrastructure/amocrm/hostError';
import type { Texts } from './infrastructure/amocrm/texts';
import { keepLoading } from './infrastructure/files/keepLoading';
import { loadViews } from './loadViews';
import { logError } from './system/log';
import type { Scope } from './system/Scope';

/** How long a click on a number may wait for views.js, ms: a call that starts later would surprise the agent. */
const CLICK_WAIT_MS = 10_000;

/** Access to the views before views.js has loaded. */
export interface LaterViews {
  /** Calls `action` with the views: at once if they exist, else once they do. Never after the scope has closed. */
  use(action: (views: Views) => void): void;
  readonly clickToCall: Clicks;
}

/**
 * Loads views.js, retrying until it succeeds, and shows the views until the scope closes.
 * @param services called once the file has loaded
 */
export function laterViews(
  texts: Texts,
  window: Window,
  scope: Scope,
  services: () => CreateViewsOptions,
  settings: Settings,
): LaterViews {
  const tellLost = (): void => {
    hostError(window, texts, texts('notice.viewsLost'));
  };
  let views: Views | null = null;
  const made = keepLoading(loadViews, window, scope, (failures) => {
    if (failures === 2) tellLost();
  })
    .then(({ createViews }) => (views = createViews(services(), settings, scope)))
    .catch((error: unknown) => {
      logError('the panel can not be shown', error);
      return new Promise<never>(() => undefined);
    });
  return {
    use: (action) => {
      if (views === null) void made.then(action);
      else action(views);
    },
    clickToCall: {
      call: (text) =>
        new Promise((resolve) => {
          const wait = scope.child();
          wait.after(CLICK_WAIT_MS, () => {
            wait.close();
            tellLost();
            resolve();
          });
          void made.then(({ clickToCall }) => {
            if (wait.closed) return;
            wait.close();
            resolve(clickToCall.call(text));
          });
        }),
    },
  };
}
