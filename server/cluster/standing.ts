import { LEASE_MS, MARGIN_MS } from './leaseTimes';

/**
 * Whether this backend acts on the telephone system.
 *
 * ```
 *   following ──granted──▶ takingOver ──settled──▶ leading
 *       ▲                      │ lost                 │ lost
 *       └──────stopped──── steppingDown ◀─────────────┘
 *   any ──closed──▶ closed
 * ```
 */
export type Standing =
  | { readonly phase: 'following' | 'steppingDown' | 'closed' }
  | {
      /** `takingOver`: the telephone system is asked what lives. */
      readonly phase: 'takingOver' | 'leading';
      readonly epoch: number;
      /** The lease is ours for certain until then, ms since 1970. */
      readonly until: number;
    };

/** What happens to the standing. */
export type StandingEvent =
  | { readonly type: 'granted'; readonly epoch: number; readonly sentAt: number }
  | { readonly type: 'renewed'; readonly epoch: number; readonly sentAt: number }
  | { readonly type: 'settled'; readonly epoch: number }
  | { readonly type: 'lost' }
  | { readonly type: 'stopped' }
  | { readonly type: 'closed' };

/** The only function that changes a standing; what does not fit changes nothing. Times in ms since 1970. */
export function changeStanding(standing: Standing, event: StandingEvent): Standing {
  if (standing.phase === 'closed') return standing;
  const isOurs = standing.phase === 'takingOver' || standing.phase === 'leading';
  switch (event.type) {
    case 'granted':
      if (standing.phase !== 'following') return standing;
      return { phase: 'takingOver', epoch: event.epoch, until: certainUntil(event.sentAt) };
    case 'renewed':
      if (!isOurs || standing.epoch !== event.epoch) return standing;
      return { ...standing, until: Math.max(standing.until, certainUntil(event.sentAt)) };
    case 'settled':
      if (standing.phase !== 'takingOver' || standing.epoch !== event.epoch) return standing;
      return { ...standing, phase: 'leading' };
    case 'lost':
      return isOurs ? { phase: 'steppingDown' } : standing;
    case 'stopped':
      return standing.phase === 'steppingDown' ? { phase: 'following' } : standing;
    case 'closed':
      return { phase: 'closed' };
  }
}

/**
 * May this backend act now? Asked right before each act, so that a process that was stopped for a while does
 * nothing when it wakes. @param now ms since 1970
 */
export function isCertain(standing: Standing, now: number): boolean {
  return (standing.phase === 'takingOver' || standing.phase === 'leading') && now < standing.until;
}

/** Redis counts from a later moment than the one at which it was asked. */
function certainUntil(sentAt: number): number {
  return sentAt + LEASE_MS - MARGIN_MS;
}
