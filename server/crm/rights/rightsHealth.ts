import type { Message } from '../../system/Message';
import type { AgentRights } from './AgentRights';
import { rightsMessages } from './messages';

/** From this age on it is said that the list of users is old, ms. */
const OLD_MS = 3_600_000;

/** Whether agents see what they may, for `/health`. `reading`: the backend has just started. */
export type RightsHealth =
  | { readonly state: 'ok' | 'reading' }
  | {
      readonly state: 'failing';
      readonly code: 'forbidden' | 'failed' | 'old';
      readonly reason: Message;
    };

export function rightsHealth({
  unread,
  isForbidden,
  ageMs,
}: Pick<AgentRights, 'unread' | 'isForbidden' | 'ageMs'>): RightsHealth {
  if (unread === 'notYet') return { state: 'reading' };
  if (unread !== null) return { state: 'failing', code: unread, reason: rightsMessages[unread] };
  // Only a person can mend it, so it is said at once.
  if (isForbidden) return { state: 'failing', code: 'forbidden', reason: rightsMessages.forbiddenNow };
  return (ageMs ?? 0) >= OLD_MS
    ? { state: 'failing', code: 'old', reason: rightsMessages.old }
    : { state: 'ok' };
}
