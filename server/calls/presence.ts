import type { presences } from '../../protocol/contact';
import type { AgentCall } from './AgentCall';
import { liveCalls } from './trackCalls';

/** What a colleague's phone does. */
export type Presence = (typeof presences)[number];

/** What the telephone system knows of a phone beside its calls. */
export interface PhoneState {
  /** "Do not disturb" is on. */
  readonly isDoNotDisturb?: boolean;
  /** It can't be rung. */
  readonly isUnregistered?: boolean;
}

/** Presence of a colleague with these calls; dialing counts as talking. The phone's state shows while there is no live call. */
export function presence(
  calls: readonly AgentCall[],
  { isDoNotDisturb = false, isUnregistered = false }: PhoneState = {},
): Presence {
  const live = liveCalls(calls);
  if (live.length > 0) return live.every(({ phase }) => phase === 'ringing') ? 'RINGING' : 'TALKING';
  if (isUnregistered) return 'UNREGISTERED';
  return isDoNotDisturb ? 'DO_NOT_DISTURB' : 'FREE';
}
