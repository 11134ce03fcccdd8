import type { Settings } from './Settings';

/** Settings that the form shows before anything was saved. */
export const emptySettings: Settings = {
  connection: 'proxy',
  serverAddress: '',
  secretKey: '',
  clientId: '',
  domain: '',
  showPanel: true,
  enableNotification: true,
};
