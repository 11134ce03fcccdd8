import { Failure } from '../../domain/Failure';
import type { Transport } from './Transport';

/**
 * A transport whose code is loaded with the first request. If that fails, so does the request, and the next one
 * retries.
 */
export function lazyTransport(load: () => Promise<Transport>): Transport {
  let loading: Promise<Transport> | null = null;
  return async (request, signal) => {
    loading ??= load();
    const transport = await loading.catch((cause: unknown) => {
      loading = null;
      throw new Failure('unreachable', '', { cause });
    });
    return transport(request, signal);
  };
}
