import type { Scope } from '../../system/Scope';
import type { Transport } from '../rpc/Transport';
import { directTransport } from './directTransport';
import { isLocalNetworkDenied } from './isLocalNetworkDenied';
import { watchPolicy } from './watchPolicy';

/** A transport straight from this page to the backend, with what the browser tells of a failure. */
export function openDirect(
  window: Window & typeof globalThis,
  url: string,
  secretKey: string,
  scope: Scope,
): Transport {
  const isStopped = watchPolicy(window.document, url, scope);
  return directTransport(
    (...request) => window.fetch(...request),
    url,
    secretKey,
    async () => {
      if (await isStopped()) return 'direct.policy';
      return (await isLocalNetworkDenied(window.navigator)) ? 'direct.localNetwork' : 'direct.notReached';
    },
  );
}
