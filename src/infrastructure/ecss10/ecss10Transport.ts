import { createPageTransport } from '../../../server/inBrowser/createPageTransport';
import { Failure } from '../../domain/Failure';
import type { Settings } from '../../domain/settings/Settings';
import { logError } from '../../system/log';
import type { AmoWidget } from '../../system/plugin/AmoWidget';
import type { Scope } from '../../system/Scope';
import { amoHost } from '../amocrm/AmoHost';
import type { DirectFault } from '../direct/DirectFault';
import { isLocalNetworkDenied } from '../direct/isLocalNetworkDenied';
import { watchPolicy } from '../direct/watchPolicy';
import type { Transport } from '../rpc/Transport';
import type { Ecss10Fault } from './Ecss10Fault';
import { ecss10Origin } from './ecss10Origin';

/**
 * A transport to an ECSS-10 without a backend: the backend's core runs in this page and answers the requests. A file of
 * its own in the zip (ecss10.js).
 */
export function ecss10Transport(
  plugin: AmoWidget,
  { serverAddress, clientId, domain, secretKey }: Settings,
  window: Window & typeof globalThis,
  scope: Scope,
): Transport {
  const origin = ecss10Origin(serverAddress);
  const isBlocked = watchPolicy(window.document, origin, scope);
  const answer = createPageTransport({
    window,
    clock: {
      now: () => scope.now(),
      elapsed: () => window.performance.now(),
      after: (ms, action) => scope.after(ms, action),
    },
    closing: scope.signal,
    origin,
    clientId,
    apiKey: secretKey,
    domain,
    version: WIDGET_VERSION,
    host: { ...plugin.system(), user: amoHost(window).constant?.('user') },
    isLocalNetworkDenied: () => isLocalNetworkDenied(window.navigator),
    onFault: logError,
    fail: (reason, detail) => new Failure(reason, detail satisfies Ecss10Fault),
  });
  return async (request, signal) => {
    try {
      return await answer(request, signal);
    } catch (error) {
      const isUnreached = error instanceof Failure && error.detail === 'ecss10.notReached';
      if (!isUnreached || !(await isBlocked())) throw error;
      throw new Failure('unreachable', 'direct.policy' satisfies DirectFault);
    }
  };
}
