import type { Telephony } from '../../calls/Telephony';
import { Simulator } from './Simulator';

/** The simulator of a backend that runs one; null: it has another driver. */
export function simulatorOf({ telephony }: { readonly telephony: Telephony }): Simulator | null {
  return telephony instanceof Simulator ? telephony : null;
}
