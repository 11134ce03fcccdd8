/** What the administrator of the account has set. */
export interface Settings {
  /** Address of the backend as it was typed, with or without `https://`. */
  readonly serverAddress: string;
  readonly secretKey: string;
  readonly showPanel: boolean;
  /** Notices of an outage and of a call that was started; failures of the agent's own commands always show. */
  readonly enableNotification: boolean;
}

/** What was found in the settings field. */
export type SettingsState =
  | { readonly kind: 'ready'; readonly settings: Settings }
  /** Nothing was set yet. */
  | { readonly kind: 'missing' }
  /** Something is there that can't be read. */
  | { readonly kind: 'broken' };

export const emptySettings: Settings = {
  serverAddress: '',
  secretKey: '',
  showPanel: true,
  enableNotification: true,
};
