import { isSamePhone } from '../../../protocol/isSamePhone';
import type { MissedClient } from './MissedClient';

/** Name of the colleague who has taken the client with this number; null: it is not known, or none has. Pure. */
export function holderOf(clients: readonly MissedClient[], number: string): string | null {
  const client = clients.find((one) => isSamePhone(one.number, number));
  return client?.phase === 'taken' && !client.isMe ? client.by : null;
}
