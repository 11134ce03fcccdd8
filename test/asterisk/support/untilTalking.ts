import type { SipCall } from './SipCall';

/** Waits until these two hear each other, and no one else. */
export async function untilTalking(one: SipCall, other: SipCall): Promise<void> {
  await Promise.all([one.untilHears(other.sound.voice), other.untilHears(one.sound.voice)]);
}
