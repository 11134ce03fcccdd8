/** How the widget's requests reach the telephone system. */
export const connectionKinds = [
  /** Through amoCRM's proxy to the backend; the only way of the original widget. */
  'proxy',
  /** From the browser to the backend. */
  'direct',
  /** From the browser to an ECSS-10, without a backend. */
  'ecss10',
] as const;

/** One of the kinds of connection. */
export type ConnectionKind = (typeof connectionKinds)[number];

/** The account's settings of the widget, made by its administrator. */
export interface Settings {
  readonly connection: ConnectionKind;
  /** Address of the backend as typed, with or without `https://`; for `ecss10` of its Call API, `host[:port]`. */
  readonly serverAddress: string;
  /** The backend's secret key; for `ecss10` the API key. */
  readonly secretKey: string;
  /** Client id of the Call API; used by `ecss10` only. */
  readonly clientId: string;
  /** Domain of the subscribers; used by `ecss10` only. */
  readonly domain: string;
  readonly showPanel: boolean;
  /** Show notices of outages and of started calls? Failures of the agent's own commands are always shown. */
  readonly enableNotification: boolean;
}

/** Result of reading the settings field. */
export type SettingsState =
  | { readonly kind: 'ready'; readonly settings: Settings }
  /** The field is empty. */
  | { readonly kind: 'missing' }
  /** The field's content is not valid. */
  | { readonly kind: 'broken' };
