import { language } from './choice';

const titles: Readonly<Record<string, string>> = {
  ru: { connected: 'на связи', disconnected: 'нет связи', ringing: 'звонит', talking: 'разговор' },
  en: { connected: 'connected', disconnected: 'disconnected', ringing: 'ringing', talking: 'talking' },
}[language];

/** What the desk calls a status; amoCRM itself shows an icon. */
export function callStatusTitle(status: string): string {
  return titles[status] ?? status;
}

let current = 'connected';
const listeners: ((status: string) => void)[] = [];

/** Every status that the widget has set, the newest last. For tests. */
export const callStatuses: string[] = [];

/** amoCRM's `sdk.setCallStatus`: what the telephony of this tab does. */
export function setCallStatus(status: string): void {
  current = status;
  callStatuses.push(status);
  for (const listener of listeners) listener(status);
}

/** amoCRM's `sdk.getCallStatus`. */
export function getCallStatus(): string {
  return current;
}

/** Calls `listener` with the status now and after each change. */
export function onCallStatus(listener: (status: string) => void): void {
  listeners.push(listener);
  listener(current);
}
