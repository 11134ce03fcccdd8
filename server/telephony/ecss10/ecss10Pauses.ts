import type { Pauses } from '../../system/backOff';
import type { Ecss10FaultReason } from './Ecss10Fault';

const ORDINARY: Pauses = { first: 500, longest: 30_000, jitter: 1 / 2 };

/** For faults that a person has to mend; the softswitch may bar an address that logs in too often. */
const BY_HAND: Pauses = { first: 30_000, longest: 30_000, jitter: 1 / 2 };

const MENDED_BY_HAND: ReadonlySet<Ecss10FaultReason> = new Set(['wrongKey', 'notPermitted', 'certificate']);

/** Pauses before the next login, by what ended the last one. */
export function ecss10Pauses(reason: Ecss10FaultReason): Pauses {
  return MENDED_BY_HAND.has(reason) ? BY_HAND : ORDINARY;
}
