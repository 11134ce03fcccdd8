import type { Settings } from './Settings';

/** Settings of a form in which nothing was set yet. */
export const emptySettings: Settings = {
  connection: 'proxy',
  serverAddress: '',
  secretKey: '',
  clientId: '',
  domain: '',
  showPanel: true,
  enableNotification: true,
};
