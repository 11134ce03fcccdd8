import type { ClickDialer, Views, CreateViewsOptions } from './createViews';
import type { Settings } from './domain/settings/Settings';
import { hostError } from './infrastructure/amocrm/hostError';
import type { Texts } from './infrastructure/amocrm/Texts';
import { loadWithRetry } from './infrastructure/files/loadWithRetry';
import { loadViews } from './loadViews';
import { logError } from './system/log';
import type { Scope } from './system/Scope';

/** How long a click on a number may wait for views.js, ms: a call that starts later would surprise the agent. */
const CLICK_WAIT_MS = 10_000;

/** Access to the views before views.js has loaded. */
export interface LazyViews {
  /** Calls `action` with the views: at once if they exist, else once they do. Never after the scope has closed. */
  use(action: (views: Views) => void): void;
  readonly clickToCall: ClickDialer;
}

/**
 * Loads views.js, retrying until it succeeds, and shows the views until the scope closes.
 * @param services called once the file has loaded
 */
export function lazyViews(
  texts: Texts,
  window: Window,
  scope: Scope,
  services: () => CreateViewsOptions,
  settings: Settings,
): LazyViews {
  const showLoadFailure = (): void => {
    hostError(window, texts, texts('notice.viewsLost'));
  };
  let views: Views | null = null;
  const created = loadWithRetry(loadViews, window, scope, (failures) => {
    if (failures === 2) showLoadFailure();
  })
    .then(async ({ createViews }) => (views = await createViews(services(), settings, scope)))
    .catch((error: unknown) => {
      logError('the panel can not be shown', error);
      return new Promise<never>(() => undefined);
    });
  return {
    use: (action) => {
      if (views === null) void created.then(action);
      else action(views);
    },
    clickToCall: {
      call: (text) =>
        new Promise((resolve) => {
          const wait = scope.child();
          wait.after(CLICK_WAIT_MS, () => {
            wait.close();
            showLoadFailure();
            resolve();
          });
          void created.then(({ clickToCall }) => {
            if (wait.closed) return;
            wait.close();
            resolve(clickToCall.call(text));
          });
        }),
    },
  };
}
