import type { CallControl } from './domain/calls/CallControl';
import type { Callers } from './domain/calls/Callers';
import type { ServerHealth } from './domain/notifications/ServerHealth';
import type { Readable } from './domain/Store';
import type { AmoCalls } from './infrastructure/amocrm/AmoCalls';
import type { Scope } from './system/Scope';

/** What is reported to amoCRM's own call display. */
export interface ReportToHostOptions {
  readonly calls: Pick<CallControl, 'board'>;
  readonly callers: Pick<Callers, 'known'>;
  readonly health: Readable<ServerHealth>;
  /** Is this the leading tab? */
  readonly isLeader: () => boolean;
  readonly window: Window;
}

/** Delay before a change of calls or connection is reported to amoCRM's own call display, ms. */
const HOST_DELAY_MS = 50;

/** Reports calls and the state of the connection to amoCRM's own call display, until the scope closes. */
export function reportToHost(
  { calls, callers, health, isLeader, window }: ReportToHostOptions,
  amoCalls: AmoCalls,
  scope: Scope,
): void {
  let stop = (): void => undefined;
  const reportLater = (): void => {
    stop();
    // After the popup has been painted: the host's work on a call may take longer than a frame.
    stop = scope.after(HOST_DELAY_MS, () => {
      const { document } = window;
      const isInFront = document.visibilityState === 'visible' && document.hasFocus();
      const isConnected = health.get().state !== 'down';
      amoCalls.update(calls.board.get(), callers.known.get(), isConnected, isLeader(), isInFront);
    });
  };
  for (const source of [calls.board, health]) scope.onClose(source.subscribe(reportLater));
  // A page that is left while it rings: now the host is to say it.
  scope.listen(window, 'blur', reportLater);
  scope.listen(window.document, 'visibilitychange', reportLater);
  reportLater();
}
