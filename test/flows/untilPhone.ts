import type { SipCall } from '../asterisk/support/SipCall';
import { until } from '../asterisk/support/until';
import type { Actor } from './Flow';
import type { FlowOffice } from './FlowOffice';

/** Who is parked comes back after 20 s; and the machine may be slow. */
const RING_MS = 35_000;
const UP_MS = 15_000;

/** The call that rings at this phone, once there is one. */
export function untilRinging({ phones }: FlowOffice, by: Actor): Promise<SipCall> {
  return until(
    `${by}'s phone rings`,
    () => phones[by].live.find(({ phase }) => phase === 'ringing'),
    RING_MS,
  );
}

/** The first call that is up at this phone, once there is one. */
export function untilUp({ phones }: FlowOffice, by: Actor): Promise<SipCall> {
  return until(`${by} has a call`, () => phones[by].live.find(({ phase }) => phase === 'up'), UP_MS);
}
