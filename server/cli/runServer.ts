import type { Configuration } from '../config/Configuration';
import type { App } from '../App';
import { systemClock } from '../system/Clock';
import { errorCode } from '../system/errorCode';
import { GracefulShutdown } from './GracefulShutdown';
import { explainListenError } from './explainListenError';
import { CliFault } from './CliFault';

/**
 * Starts the backend and resolves once it listens; signals then stop it. Rejects with a `CliFault` when it can't listen
 * at the address, with other errors when a feature can't start; the backend is closed then.
 */
export async function runServer(app: App, { host, port }: Configuration): Promise<void> {
  new GracefulShutdown(process, systemClock, app.http.log, () => app.close()).begin();
  try {
    await app.start();
    await app.http.listen({ host, port });
  } catch (cause) {
    await app.close();
    const fault = explainListenError(errorCode(cause), host, port);
    throw fault === null ? cause : new CliFault(fault, { cause });
  }
}
