import type { Clock } from '../../system/Clock';
import { AmiFault } from './ami/Ami';
import { pause } from './pause';

const TIMES = 5;
const PAUSE_MS = 20;

/** Repeats an action that Asterisk refuses, for a tenth of a second: its channel may be about to appear. */
export async function retryRefused(clock: Clock, action: () => Promise<void>): Promise<void> {
  for (let time = 1; ; time += 1)
    try {
      await action();
      return;
    } catch (error) {
      if (time === TIMES || !(error instanceof AmiFault) || error.reason !== 'refused') throw error;
      await pause(clock, PAUSE_MS);
    }
}
