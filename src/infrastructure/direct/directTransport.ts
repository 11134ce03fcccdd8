import { Failure } from '../../domain/Failure';
import type { Transport } from '../rpc/Transport';
import { withKey } from '../rpc/withKey';
import type { DirectFault } from './DirectFault';

/**
 * A transport straight from the browser to the backend: the same form as through amoCRM's proxy, one hop less. The
 * time limits stay what they are. As a form it needs no preflight; the backend has to name this page's origin in
 * `http.cors.origins`, or the answer is not shown to us. An aborted request is gone: there are none that hang.
 * @param url the backend's URL; the key joins it as the query `secret_key`
 * @param whyNot asked after a failure: what the browser knows of its reason
 */
export function directTransport(
  fetch: typeof globalThis.fetch,
  url: string,
  secretKey: string,
  whyNot: () => Promise<DirectFault>,
): Transport {
  const address = withKey(url, secretKey);
  return async ({ json }, signal) => {
    let status: number;
    try {
      const response = await fetch(address, {
        method: 'POST',
        body: new URLSearchParams({ json }),
        // Nothing of the page goes with it, and the key goes nowhere else.
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal,
      });
      if (response.ok) return await response.text();
      ({ status } = response);
    } catch {
      if (signal.aborted) throw new Failure('cancelled');
      // What the browser says of it may hold the address, and with it the key: it is not kept.
      throw new Failure('unreachable', await whyNot());
    }
    throw Failure.fromHttp(status);
  };
}
