import type { presences } from '../../protocol/contact';
import type { AgentCall } from './AgentCall';
import { liveCalls } from './trackCalls';

/** What a colleague's phone does. */
export type Presence = (typeof presences)[number];

/**
 * What the phone with these calls does; one that dials is as taken as one that talks.
 * @param isDoNotDisturb whoever has it does not want to be called
 */
export function presence(calls: readonly AgentCall[], isDoNotDisturb = false): Presence {
  const live = liveCalls(calls);
  if (live.length === 0) return isDoNotDisturb ? 'DO_NOT_DISTURB' : 'FREE';
  return live.every(({ phase }) => phase === 'ringing') ? 'RINGING' : 'TALKING';
}
