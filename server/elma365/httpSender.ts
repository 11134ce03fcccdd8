import type { Clock } from '../system/Clock';
import { withTimeLimit } from '../system/withTimeLimit';
import type { SendPush } from './PushQueue';

/** Time limit of a push, ms. ELMA365 stops a script after a minute, which is too long for a ringing call. */
const LIMIT_MS = 15_000;

/** Sends pushes over HTTP. The key is in the body, since ELMA365 may not pass headers to the script. */
export function httpSender(key: string, clock: Clock): SendPush {
  const send: SendPush = async (url, push, signal) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key, ...push }),
        // The key must not be sent to another address.
        redirect: 'manual',
        signal: signal,
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      // The error is dropped, since it may contain the URL, which is a secret.
      return null;
    }
  };
  return (url, push, signal) =>
    withTimeLimit({ clock, ms: LIMIT_MS, signals: [signal] }, (limited) => send(url, push, limited));
}
