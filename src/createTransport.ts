import type { Settings } from './domain/settings/Settings';
import { serverUrl } from './domain/settings/serverUrl';
import { amoTransport } from './infrastructure/amocrm/AmoTransport';
import { directTransport } from './infrastructure/direct/directTransport';
import { isLocalNetworkDenied } from './infrastructure/direct/isLocalNetworkDenied';
import { ecss10Transport } from './infrastructure/ecss10/ecss10Transport';
import type { Transport } from './infrastructure/rpc/Transport';
import type { AmoWidget } from './system/plugin/AmoWidget';
import type { Scope } from './system/Scope';

/** A transport of the kind that the settings say; null when their address is none. It ends with the scope. */
export function createTransport(
  plugin: AmoWidget,
  settings: Settings,
  window: Window & typeof globalThis,
  scope: Scope,
): Transport | null {
  const { connection, serverAddress, secretKey } = settings;
  const address = serverUrl(serverAddress);
  if (address.kind !== 'ok') return null;
  switch (connection) {
    case 'proxy':
      return amoTransport(plugin, address.url, secretKey);
    case 'direct':
      return directTransport(
        (...request) => window.fetch(...request),
        address.url,
        secretKey,
        () => isLocalNetworkDenied(window.navigator),
      );
    case 'ecss10':
      return ecss10Transport(plugin, settings, window, scope);
  }
}
