import { Failure } from '../../domain/Failure';
import type { Transport } from './Transport';

/** A transport whose code is loaded at the first request; where it did not come, at the next one again. */
export function laterTransport(load: () => Promise<Transport>): Transport {
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
