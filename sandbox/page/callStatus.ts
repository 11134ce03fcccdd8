import { language } from './choice';

const titles: Readonly<Record<string, string>> = {
  ru: { connected: 'на связи', disconnected: 'нет связи', ringing: 'звонит', talking: 'разговор' },
  en: { connected: 'connected', disconnected: 'disconnected', ringing: 'ringing', talking: 'talking' },
}[language];

/** Title of a status on the desk; amoCRM itself shows an icon. */
export function callStatusTitle(status: string): string {
  return titles[status] ?? status;
}

let current = 'connected';
const listeners: ((status: string) => void)[] = [];

/** All statuses that the widget has set, the newest last. For tests. */
export const callStatuses: string[] = [];

/** amoCRM's `sdk.setCallStatus`. */
export function setCallStatus(status: string): void {
  current = status;
  callStatuses.push(status);
  for (const listener of listeners) listener(status);
}

/** amoCRM's `sdk.getCallStatus`. */
export function getCallStatus(): string {
  return current;
}

/** Calls `listener` with the current status and after each change. */
export function onCallStatus(listener: (status: string) => void): void {
  listeners.push(listener);
  listener(current);
}
