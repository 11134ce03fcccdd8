import type { Settings } from '../../domain/settings/Settings';

/** Text for the settings field. */
export function writeSettings(settings: Settings): string {
  const { connection, serverAddress, secretKey, clientId, domain, showPanel, enableNotification } = settings;
  return JSON.stringify({
    server: { connection, serverAddress: serverAddress.trim(), secretKey, clientId, domain },
    amocrm: { showPanel, enableNotification },
  });
}
