import type { Clicks, Views, CreateViewsOptions } from './createViews';
import type { Settings } from './domain/settings/Settings';
import { hostError } from './infrastructure/amocrm/hostError';
import type { Texts } from './infrastructure/amocrm/texts';
import { keepLoading } from './infrastructure/files/keepLoading';
import { loadViews } from './loadViews';
import { logError } from './system/log';
import type { Scope } from './system/Scope';

/** How long a click on a number may wait for views.js, ms: later the agent does not expect a call any more. */
const CLICK_WAIT_MS = 10_000;

/** What views.js does for the session, usable before that file is there. */
export interface LaterViews {
  /** Calls `action` with the views: at once when they are there, else when they are; never when the scope closes before. */
  use(action: (views: Views) => void): void;
  readonly clickToCall: Clicks;
}

/** Loads views.js and shows the views until the scope closes. @param services asked once the file is there */
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
