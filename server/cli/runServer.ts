import type { Configuration } from '../config/Configuration';
import type { App } from '../App';
import { closeWithin } from './closeWithin';
import { systemClock, type Clock } from '../system/Clock';
import { errorCode } from '../system/errorCode';
import { GracefulShutdown, STOP_LIMIT_MS, type HostProcess } from './GracefulShutdown';
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
    await closeWithin(STOP_LIMIT_MS, () => app.close(), clock, app.http.log);
    const fault = explainListenError(errorCode(cause), host, port);
    throw fault === null ? cause : new CliFault(fault, { cause });
  }
}
