/** How the widget reaches the telephony. */
export const connectionKinds = [
  /** amoCRM's proxy asks the backend; the only way of the original. */
  'proxy',
  /** The browser asks the backend itself. */
  'direct',
  /** The browser asks an ECSS-10 itself; there is no backend. */
  'ecss10',
] as const;

/** One of the kinds of connection. */
export type ConnectionKind = (typeof connectionKinds)[number];

/** What the administrator of the account has set. */
export interface Settings {
  readonly connection: ConnectionKind;
  /** Address of the backend as it was typed, with or without `https://`; of `ecss10`: of its Call API, `host[:port]`. */
  readonly serverAddress: string;
  /** The backend's secret key; of `ecss10`: the API key. */
  readonly secretKey: string;
  /** The client's id at the Call API; of `ecss10` only, else it may be empty. */
  readonly clientId: string;
  /** The domain of the subscribers; of `ecss10` only, else it may be empty. */
  readonly domain: string;
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
