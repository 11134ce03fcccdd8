import type { Settings } from '../../domain/settings/Settings';
import { toJson } from '../../../protocol/toJson';

/** The JSON for the settings field; `readSettings` parses it. */
export function writeSettings(settings: Settings): string {
  const { connection, serverAddress, secretKey, clientId, domain, showPanel, enableNotification } = settings;
  return toJson({
    server: { connection, serverAddress: serverAddress.trim(), secretKey, clientId, domain },
    amocrm: { showPanel, enableNotification },
  });
}
