/**
 * The parts of amoCRM's global object that we use. Known from public widgets, not documented, so each may be missing.
 */
export interface AmoHost {
  notifications?: {
    show_message?(message: HostMessage): void;
    show_message_error?(message: HostMessage): void;
    add_call?(call: HostCall): void;
  };
  sdk?: { setCallStatus?(status: 'connected' | 'disconnected' | 'talking' | 'ringing'): void };
  /** Page constants by name; `managers` are the account's users by id. */
  constant?(name: string): unknown;
  router?: { navigate?(path: string, options: { trigger: boolean }): void };
}

/** A message of amoCRM's notification centre. The host inserts the texts as HTML, so they must be escaped. */
export interface HostMessage {
  header: string;
  text: string;
  /** s since 1970 */
  date: number;
  icon?: string;
}

/** A call in amoCRM's notification centre. The host inserts the texts as HTML, so they must be escaped. */
export interface HostCall {
  text: string;
  header: string;
  from: string;
  to: string;
  /** s */
  duration: number;
  link: string;
  /** s since 1970 */
  date: number;
  /** The card of the caller, as documented for `add_call`. */
  element?: { id: number; type: 'contact' };
  /** Path of the page that a click opens. */
  click_link?: string;
}

declare global {
  interface Window {
    /** amoCRM's global object, under two names. */
    APP?: AmoHost;
    AMOCRM?: AmoHost;
  }
}

/** amoCRM's global object; an empty object when it has none, as outside amoCRM. */
export function amoHost(window: Window): AmoHost {
  return window.APP ?? window.AMOCRM ?? {};
}
