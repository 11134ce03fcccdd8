/** Where a request comes from. */
export interface Sender {
  /** amoCRM's token from the header `X-Auth-Token`; null: there is no such header. */
  readonly authToken: string | null;
  /** The IP address, or its network; see `networkOf`. */
  readonly network: string;
}

/** The page's own backend is asked by the page alone. */
export const PAGE: Sender = { authToken: null, network: '' };
