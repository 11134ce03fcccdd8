import type { Clock } from '../system/Clock';
import type { SendPush } from './PushQueue';

/** ELMA365 stops a script after a minute; a telephone does not wait that long. ms */
const LIMIT_MS = 15_000;

/** Sends pushes over HTTP with the key in the body: the platform is not known to hand on all headers. */
export function httpSender(key: string, clock: Clock): SendPush {
  return async (url, push, signal) => {
    const limit = new AbortController();
    const stop = clock.after(LIMIT_MS, () => limit.abort());
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key, ...push }),
        // The key goes to the address that was given and to no other.
        redirect: 'manual',
        signal: AbortSignal.any([signal, limit.signal]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      // The error may name the address, which is a secret; that there was no answer is all one has to know.
      return null;
    } finally {
      stop();
    }
  };
}
