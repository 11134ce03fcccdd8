import type { presences } from '../../protocol/contact';
import type { AgentCall } from './AgentCall';
import { liveCalls } from './trackCalls';

/** What a colleague's phone does. */
export type Presence = (typeof presences)[number];

/** What the phone with these calls does; one that dials is as taken as one that talks. */
export function presence(calls: readonly AgentCall[]): Presence {
  const live = liveCalls(calls);
  if (live.length === 0) return 'FREE';
  return live.every(({ phase }) => phase === 'ringing') ? 'RINGING' : 'TALKING';
}
