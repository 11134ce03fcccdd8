import type { Configuration } from '../config/Configuration';
import type { App } from '../createApp';
import { systemClock } from '../system/Clock';
import { Lifetime } from './Lifetime';
import { listenFault } from './listenFault';
import { StartFault } from './StartFault';

/** Runs the backend until it is told to stop. Fails with a `StartFault` when it can't listen. */
export async function runServer(app: App, { host, port }: Configuration): Promise<void> {
  new Lifetime(process, systemClock, app.http.log, () => app.close()).begin();
  await app.start();
  try {
    await app.http.listen({ host, port });
  } catch (cause) {
    await app.close();
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const fault = listenFault(code, host, port);
    throw fault === null ? cause : new StartFault(fault, { cause });
  }
}
