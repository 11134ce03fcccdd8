import type { Telephony } from '../../calls/Telephony';
import { Simulator } from './Simulator';

/** The simulator of a backend that runs one; null: its telephone system is another. */
export function simulatorOf({ telephony }: { readonly telephony: Telephony }): Simulator | null {
  return telephony instanceof Simulator ? telephony : null;
}
