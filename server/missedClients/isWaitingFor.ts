import type { CallBackCause } from '../crm/callBacks/CallBackList';
import type { MissedClient } from './MissedClient';

/** Does the client still wait for the call-back: has no one talked with them since, and does the promise stand? Pure. */
export function isWaitingFor(client: MissedClient | null, cause: CallBackCause): boolean {
  if (client === null || client.phase === 'talked') return false;
  if (cause.kind === 'promised') return client.promises.some(({ call }) => call === cause.call);
  // An earlier call was before a talk.
  return client.count > 0 && cause.endedAt >= client.firstAt;
}
