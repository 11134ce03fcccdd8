import type { Clicks, Views, ViewServices } from './createViews';
import type { Callers } from './domain/calls/Callers';
import type { HealthWatch } from './domain/notifications/HealthWatch';
import type { Settings } from './domain/settings/Settings';
import { hostError } from './infrastructure/amocrm/hostError';
import type { Texts } from './infrastructure/amocrm/texts';
import { keepLoading } from './infrastructure/files/keepLoading';
import { loadViews } from './loadViews';
import { logError } from './system/log';
import type { Scope } from './system/Scope';

/** How long a click on a number may wait for views.js, ms: later the agent does not expect a call any more. */
const CLICK_WAIT_MS = 10_000;

/**
 * What views.js does for the session, usable before that file is there: what is heard of the backend, and look-ups,
 * wait for it.
 */
export interface LaterViews {
  readonly health: Pick<HealthWatch, 'pinged' | 'succeeded' | 'failed'>;
  readonly clickToCall: Clicks;
  readonly callers: Pick<Callers, 'choose' | 'learn' | 'watch'>;
  /** Pending for good when the scope closes before. */
  readonly made: Promise<Views>;
}

/** Loads views.js and shows the views until the scope closes. @param services asked once the file is there */
export function laterViews(
  texts: Texts,
  window: Window,
  scope: Scope,
  services: () => ViewServices,
  settings: Settings,
): LaterViews {
  const tellLost = (): void => {
    hostError(window, texts, texts('notice.viewsLost'));
  };
  const made = keepLoading(loadViews, window, scope, (failures) => {
    if (failures === 2) tellLost();
  })
    .then(({ createViews }) => createViews(services(), settings, scope))
    .catch((error: unknown) => {
      logError('the panel can not be shown', error);
      return new Promise<never>(() => undefined);
    });
  return {
    made,
    health: {
      pinged: () =>
        void made.then(({ health }) => {
          health.pinged();
        }),
      succeeded: (isLinked) =>
        void made.then(({ health }) => {
          health.succeeded(isLinked);
        }),
      failed: (failure) =>
        void made.then(({ health }) => {
          health.failed(failure);
        }),
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
    callers: {
      choose: (...choice) =>
        void made.then(({ callers }) => {
          callers.choose(...choice);
        }),
      learn: (...news) =>
        void made.then(({ callers }) => {
          callers.learn(...news);
        }),
      watch: (board) =>
        void made.then(({ callers }) => {
          callers.watch(board);
        }),
    },
  };
}
