import type { presences } from '../../protocol/contact';
import type { AgentCall } from './AgentCall';
import { liveCalls } from './trackCalls';

/** What a colleague's phone does. */
export type Presence = (typeof presences)[number];

/**
 * Presence of a colleague with these calls; dialing counts as talking.
 * @param isDoNotDisturb "do not disturb" is on in the telephone system; shown while there is no live call
 */
export function presence(calls: readonly AgentCall[], isDoNotDisturb = false): Presence {
  const live = liveCalls(calls);
  if (live.length === 0) return isDoNotDisturb ? 'DO_NOT_DISTURB' : 'FREE';
  return live.every(({ phase }) => phase === 'ringing') ? 'RINGING' : 'TALKING';
}
