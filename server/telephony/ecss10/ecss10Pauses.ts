import type { BackOffOptions } from '../../../protocol/backOff';
import type { Ecss10FaultReason } from './Ecss10Fault';

const ORDINARY: BackOffOptions = { first: 500, longest: 30_000, jitter: 1 / 2 };

/** For faults that an administrator has to fix; the softswitch may block an address that logs in too often. */
const FOR_MANUAL_FIX: BackOffOptions = { first: 30_000, longest: 30_000, jitter: 1 / 2 };

const NEEDS_MANUAL_FIX: ReadonlySet<Ecss10FaultReason> = new Set(['wrongKey', 'notPermitted', 'certificate']);

/** Pauses before the next login, by what ended the last one. */
export function ecss10Pauses(reason: Ecss10FaultReason): BackOffOptions {
  return NEEDS_MANUAL_FIX.has(reason) ? FOR_MANUAL_FIX : ORDINARY;
}
