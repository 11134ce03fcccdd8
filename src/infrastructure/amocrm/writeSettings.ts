import type { Settings } from '../../domain/settings/Settings';
import { toJson } from '../../../protocol/toJson';

/** Text for the settings field. */
export function writeSettings(settings: Settings): string {
  const { connection, serverAddress, secretKey, clientId, domain, showPanel, enableNotification } = settings;
  return toJson({
    server: { connection, serverAddress: serverAddress.trim(), secretKey, clientId, domain },
    amocrm: { showPanel, enableNotification },
  });
}
