import { loadOnce } from './loadOnce';
import type { Transport } from './Transport';

/**
 * A transport whose code is loaded with the first request. If that fails, so does the request, and the next one
 * retries.
 */
export function lazyTransport(load: () => Promise<Transport>): Transport {
  const loaded = loadOnce(load);
  return async (request, signal) => (await loaded())(request, signal);
}
