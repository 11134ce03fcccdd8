import { logError } from '../../system/log';
import type { Scope } from '../../system/Scope';

/** Pause after the first failure, ms; it doubles with each further one. */
const FIRST_PAUSE_MS = 1_000;
/** Longest pause, ms. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Loads a file of the widget and retries until it succeeds: after growing pauses, and at once when the network returns
 * or the page becomes visible. Never rejects; it stays pending when the scope closes first.
 *
 * ```
 *   loading ──loaded──▶ resolved
 *     ▲ │
 *     │ └──failed──▶ pausing (1 s, 2 s, 4 s … 1 min)
 *     └── over · `online` · visible ──┘
 * ```
 * @param onFailure called after each failure with the number of failures so far
 */
export function loadWithRetry<T>(
  load: () => Promise<T>,
  window: Window,
  scope: Scope,
  onFailure: (failures: number) => void,
): Promise<T> {
  return new Promise((resolve) => {
    let failures = 0;
    const attempt = (): void => {
      const came = (value: T): void => {
        if (!scope.closed) resolve(value);
      };
      load().then(came, (error: unknown) => {
        if (scope.closed) return;
        failures += 1;
        logError('a file of the widget did not load', error);
        const pause = scope.child();
        const again = (): void => {
          pause.close();
          attempt();
        };
        pause.after(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS), again);
        pause.listen(window, 'online', again);
        pause.listen(window.document, 'visibilitychange', () => {
          if (window.document.visibilityState === 'visible') again();
        });
        onFailure(failures);
      });
    };
    attempt();
  });
}
