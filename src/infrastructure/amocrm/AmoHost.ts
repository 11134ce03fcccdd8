/** amoCRM's global object as far as we use it. Seen in public widgets, so each part may be missing. */
export interface AmoHost {
  notifications?: {
    show_message?(message: HostMessage): void;
    show_message_error?(message: HostMessage): void;
  };
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
