import type { Scope } from '../../system/Scope';
import type { Transport } from '../rpc/Transport';
import { directTransport } from './directTransport';
import { isLocalNetworkDenied } from './isLocalNetworkDenied';
import { watchPolicy } from './watchPolicy';

/** Creates a transport from this page to the backend that finds out why a request has failed. */
export function openDirect(
  window: Window & typeof globalThis,
  url: string,
  secretKey: string,
  scope: Scope,
): Transport {
  const isBlocked = watchPolicy(window.document, url, scope);
  return directTransport(
    (...request) => window.fetch(...request),
    url,
    secretKey,
    async () => {
      if (await isBlocked()) return 'direct.policy';
      return (await isLocalNetworkDenied(window.navigator)) ? 'direct.localNetwork' : 'direct.notReached';
    },
  );
}
