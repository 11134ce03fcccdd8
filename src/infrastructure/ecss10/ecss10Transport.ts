import type * as Page from '../../../page/createPageTransport';
import { Failure } from '../../domain/Failure';
import type { Settings } from '../../domain/settings/Settings';
import { logError } from '../../system/log';
import type { AmoWidget } from '../../system/plugin/AmoWidget';
import type { Scope } from '../../system/Scope';
import { amoHost } from '../amocrm/AmoHost';
import { isLocalNetworkDenied } from '../direct/isLocalNetworkDenied';
import type { Transport } from '../rpc/Transport';
import type { Ecss10Fault } from './ecss10Faults';
import { ecss10Origin } from './ecss10Origin';

/** A transport to an ECSS-10 without a backend: the backend's core runs in this page, loaded at the first request. */
export function ecss10Transport(
  plugin: AmoWidget,
  { serverAddress, clientId, domain, secretKey }: Settings,
  window: Window & typeof globalThis,
  scope: Scope,
): Transport {
  let page: Promise<Page.PageTransport> | null = null;
  return async (request, signal) => {
    page ??= import(/* webpackChunkName: "ecss10" */ '../../../page/createPageTransport').then(
      ({ createPageTransport }) =>
        createPageTransport({
          window,
          clock: scope,
          closing: scope.signal,
          origin: ecss10Origin(serverAddress),
          clientId,
          apiKey: secretKey,
          domain,
          version: WIDGET_VERSION,
          host: { ...plugin.system(), user: amoHost(window).constant?.('user') },
          isLocalNetworkDenied: () => isLocalNetworkDenied(window.navigator),
          onFault: logError,
          fail: (reason, detail) => new Failure(reason, detail satisfies Ecss10Fault),
        }),
    );
    const answer = await page.catch((cause: unknown) => {
      // The file did not come; the next request asks for it again.
      page = null;
      throw new Failure('unreachable', '', { cause });
    });
    return answer(request, signal);
  };
}
