/** amoCRM's global object as far as we use it. Seen in public widgets, so each part may be missing. */
export interface AmoHost {
  notifications?: {
    show_message?(message: HostMessage): void;
    show_message_error?(message: HostMessage): void;
    add_call?(call: HostCall): void;
  };
  sdk?: { setCallStatus?(status: 'connected' | 'disconnected' | 'talking' | 'ringing'): void };
  /** `managers`: the account's users by id. */
  constant?(name: string): unknown;
  router?: { navigate?(path: string, options: { trigger: boolean }): void };
}

/** A message of amoCRM's notification centre. The host inserts the texts as HTML. */
export interface HostMessage {
  header: string;
  text: string;
  /** s since 1970 */
  date: number;
  icon?: string;
}

/** A call in amoCRM's notification centre. The host inserts the texts as HTML. */
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
  /** As documented for `add_call`. */
  element?: { id: number; type: 'contact' };
  click_link?: string;
}

declare global {
  interface Window {
    /** Both names are the same object. */
    APP?: AmoHost;
    AMOCRM?: AmoHost;
  }
}

/** The host's object, empty where there is none. */
export function amoHost(window: Window): AmoHost {
  return window.APP ?? window.AMOCRM ?? {};
}
