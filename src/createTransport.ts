import type { Settings } from './domain/settings/Settings';
import { serverUrl } from './domain/settings/serverUrl';
import { amoTransport } from './infrastructure/amocrm/amoTransport';
import { lazyTransport } from './infrastructure/rpc/lazyTransport';
import type { Transport } from './infrastructure/rpc/Transport';
import type { AmoWidget } from './system/plugin/AmoWidget';
import type { Scope } from './system/Scope';

/**
 * Creates the transport that the settings choose; null when their address is not valid. It ends with the scope. The
 * transports that few accounts use are separate files in the zip, loaded with the first request.
 */
export function createTransport(
  plugin: AmoWidget,
  settings: Settings,
  window: Window & typeof globalThis,
  scope: Scope,
): Transport | null {
  const address = serverUrl(settings.serverAddress);
  if (address.kind !== 'ok') return null;
  const { url } = address;
  switch (settings.connection) {
    case 'proxy':
      return amoTransport(plugin, url, settings.secretKey);
    case 'direct':
      return lazyTransport(async () => {
        const { openDirect } = await import(
          /* webpackChunkName: "direct" */ './infrastructure/direct/openDirect'
        );
        return openDirect(window, url, settings.secretKey, scope);
      });
    case 'ecss10':
      return lazyTransport(async () => {
        const { ecss10Transport } = await import(
          /* webpackChunkName: "ecss10" */ './infrastructure/ecss10/ecss10Transport'
        );
        return ecss10Transport(plugin, settings, window, scope);
      });
  }
}
