import type { Configuration } from '../config/Configuration';
import type { App } from '../App';
import { systemClock } from '../system/Clock';
import { errorCode } from '../system/errorCode';
import { GracefulShutdown } from './GracefulShutdown';
import { explainListenError } from './explainListenError';
import { StartFault } from '../system/StartFault';

/** Runs the backend until a signal stops it. Fails with a `StartFault` when it can't listen, with others when it can't start. */
export async function runServer(app: App, { host, port }: Configuration): Promise<void> {
  new GracefulShutdown(process, systemClock, app.http.log, () => app.close()).begin();
  try {
    await app.start();
    await app.http.listen({ host, port });
  } catch (cause) {
    await app.close();
    const fault = explainListenError(errorCode(cause), host, port);
    throw fault === null ? cause : new StartFault(fault, { cause });
  }
}
