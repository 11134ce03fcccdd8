import type { Configuration } from '../config/Configuration';
import type { App } from '../App';
import { systemClock, type Clock } from '../system/Clock';
import { errorCode } from '../system/errorCode';
import { LogLine } from '../system/LogLine';
import { GracefulShutdown, STOP_LIMIT_MS, type HostProcess } from './GracefulShutdown';
import { processLog } from './messages';
import { explainListenError } from './explainListenError';
import { CliFault } from './CliFault';

/**
 * Starts the backend and resolves once it listens; signals then stop it. Rejects with a `CliFault` when it can't listen
 * at the address, with other errors when a feature can't start; the backend is closed before, or has had 9 s for it.
 */
export async function runServer(
  app: Pick<App, 'http' | 'start' | 'close'>,
  { host, port }: Pick<Configuration, 'host' | 'port'>,
  { hostProcess = process, clock = systemClock }: { hostProcess?: HostProcess; clock?: Clock } = {},
): Promise<void> {
  new GracefulShutdown(hostProcess, clock, app.http.log, () => app.close()).begin();
  try {
    await app.start();
    await app.http.listen({ host, port });
  } catch (cause) {
    await closeWithin(STOP_LIMIT_MS, app, clock);
    const fault = explainListenError(errorCode(cause), host, port);
    throw fault === null ? cause : new CliFault(fault, { cause });
  }
}

/** Closes the backend; resolves when it is closed or `ms` have passed. Logs an error of the close. Never fails. */
function closeWithin(ms: number, app: Pick<App, 'http' | 'close'>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancelTimer = clock.after(ms, () => {
      app.http.log.error(new LogLine(processLog.stopTooLong));
      resolve();
    });
    app
      .close()
      .catch((err: unknown) => app.http.log.error(new LogLine(processLog.stopFailed, { err })))
      .finally(() => {
        cancelTimer();
        resolve();
      });
  });
}
