import { Failure } from '../../domain/Failure';
import type { Transport } from '../rpc/Transport';
import { withKey } from '../rpc/withKey';
import type { DirectFault } from './DirectFault';

/**
 * A transport from the browser to the backend, without amoCRM's proxy. It posts the same form, which needs no CORS
 * preflight. The backend must list this page's origin in `http.cors.origins`, or the browser hides the answer. Aborting
 * the signal cancels the request. Its failures are `unreachable`, `malformed` (another HTTP status) and `cancelled`.
 * @param url the backend's URL, to which the key is added as the query `secret_key`
 * @param findFault finds the reason after a failed request
 */
export function directTransport(
  fetch: typeof globalThis.fetch,
  url: string,
  secretKey: string,
  findFault: () => Promise<DirectFault>,
): Transport {
  const address = withKey(url, secretKey);
  return async ({ json }, signal) => {
    let status: number;
    try {
      const response = await fetch(address, {
        method: 'POST',
        body: new URLSearchParams({ json }),
        // Neither cookies nor the page's address are sent, and no redirect can pass the key to another server.
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal,
      });
      if (response.ok) return await response.text();
      ({ status } = response);
    } catch {
      if (signal.aborted) throw new Failure('cancelled');
      // The browser's error is dropped: its text may contain the URL with the key.
      throw new Failure('unreachable', await findFault());
    }
    throw Failure.fromHttp(status);
  };
}
