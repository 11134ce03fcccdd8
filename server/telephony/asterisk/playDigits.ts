import type { Clock } from '../../system/Clock';
import type { Ami, AmiAction } from './ami/Ami';
import { pause } from './pause';

/**
 * Pause after each digit, ms. Asterisk 22 gives digits that follow each other at once the same RTP timestamp, by which the far
 * end knows one digit from the next (RFC 4733, section 2.5.1.2): the second one was not heard. ITU-T Q.24 has pauses of 70 ms.
 */
const PAUSE_MS = 70;

/** Plays digits one after another, each with its tone and a pause, also before what is played next. */
export async function playDigits(
  ami: Pick<Ami, 'send'>,
  clock: Pick<Clock, 'after'>,
  actions: readonly AmiAction[],
): Promise<void> {
  for (const action of actions) {
    await ami.send(action);
    await pause(clock, PAUSE_MS);
  }
}
