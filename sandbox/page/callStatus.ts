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
