import type { BackOffOptions } from '../../../protocol/backOff';

/** Pauses between attempts at amoCRM: 1 s to ten minutes. */
export const outboxPauses: BackOffOptions = { first: 1_000, longest: 600_000, jitter: 1 / 4 };
