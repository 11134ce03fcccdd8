import { backOff } from '../../protocol/backOff';
import type { StoreFault } from './StoreFault';

const PAUSES = { first: 500, longest: 10_000, jitter: 0 } as const;

/**
 * How long to wait before the database is opened again, ms. Damage is dealt with at once.
 * @param failures number of faults since it worked
 */
export function retryPause(fault: StoreFault, failures: number): number {
  return fault.kind === 'damaged' && failures === 1 ? 0 : backOff(PAUSES, failures, 0);
}
