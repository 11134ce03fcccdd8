import type { BackOffOptions } from '../../../../protocol/backOff';
import type { AmiFaultReason } from './Ami';

const ORDINARY: BackOffOptions = { first: 200, longest: 10_000, jitter: 1 / 2 };

/** A wrong secret is not mended in seconds, and Asterisk's host may bar an address that logs in too often. */
const REFUSED: BackOffOptions = { first: 30_000, longest: 30_000, jitter: 1 / 2 };

/** Pauses before the next connection, by what ended the last one. */
export function amiPauses(reason: AmiFaultReason): BackOffOptions {
  return reason === 'loginRefused' ? REFUSED : ORDINARY;
}
