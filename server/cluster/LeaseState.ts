import type { Clock } from '../system/Clock';
import { LeaseClock } from './LeaseClock';
import { LEASE_MS, MARGIN_MS } from './leaseTimes';

/**
 * The lease as this backend knows it at one moment: whether it may act on the telephone system.
 *
 * ```
 *   following ──granted──▶ takingOver ──settled──▶ leading
 *       ▲                      │ lost                 │ lost
 *       └──────stopped──── steppingDown ◀─────────────┘
 *   any ──closed──▶ closed
 * ```
 */
export type LeaseSnapshot =
  | { readonly phase: 'following' | 'steppingDown' | 'closed' }
  | {
      /** `takingOver`: connecting to the telephone system; its live calls are not known yet. */
      readonly phase: 'takingOver' | 'leading';
      readonly epoch: number;
      /** Until then the lease is certainly ours, ms of `LeaseClock`. */
      readonly until: number;
    };

/** What changes a `LeaseSnapshot`. */
export type LeaseEvent =
  | { readonly type: 'granted'; readonly epoch: number; readonly sentAt: number }
  | { readonly type: 'renewed'; readonly epoch: number; readonly sentAt: number }
  | { readonly type: 'settled'; readonly epoch: number }
  | { readonly type: 'lost' }
  | { readonly type: 'stopped' }
  | { readonly type: 'closed' };

/** The only function that changes a snapshot; an event that does not fit its phase changes nothing. Times in ms of `LeaseClock`. */
export function changeLease(snapshot: LeaseSnapshot, event: LeaseEvent): LeaseSnapshot {
  if (snapshot.phase === 'closed') return snapshot;
  const isOurs = snapshot.phase === 'takingOver' || snapshot.phase === 'leading';
  switch (event.type) {
    case 'granted':
      if (snapshot.phase !== 'following') return snapshot;
      return { phase: 'takingOver', epoch: event.epoch, until: certainUntil(event.sentAt) };
    case 'renewed':
      if (!isOurs || snapshot.epoch !== event.epoch) return snapshot;
      return { ...snapshot, until: Math.max(snapshot.until, certainUntil(event.sentAt)) };
    case 'settled':
      if (snapshot.phase !== 'takingOver' || snapshot.epoch !== event.epoch) return snapshot;
      return { ...snapshot, phase: 'leading' };
    case 'lost':
      return isOurs ? { phase: 'steppingDown' } : snapshot;
    case 'stopped':
      return snapshot.phase === 'steppingDown' ? { phase: 'following' } : snapshot;
    case 'closed':
      return { phase: 'closed' };
  }
}

/**
 * May this backend act now? Checked right before each action, so that a process that was suspended does nothing when
 * it resumes. @param now ms of `LeaseClock`
 */
export function isCertain(snapshot: LeaseSnapshot, now: number): boolean {
  return (snapshot.phase === 'takingOver' || snapshot.phase === 'leading') && now < snapshot.until;
}

/** Counts from the request: Redis starts the lease's lifetime later than that. */
function certainUntil(sentAt: number): number {
  return sentAt + LEASE_MS - MARGIN_MS;
}

/** Holds this backend's `LeaseSnapshot`. Read before each action, changed by `LeaderElection`. */
export class LeaseState {
  private snapshot: LeaseSnapshot = { phase: 'following' };
  private readonly clock: LeaseClock;

  constructor(clock: Clock) {
    this.clock = new LeaseClock(clock);
  }

  /** ms of the lease's own clock, for `sentAt` and `until`. */
  now(): number {
    return this.clock.now();
  }

  get phase(): LeaseSnapshot['phase'] {
    return this.snapshot.phase;
  }

  /** Null: the lease is not ours. */
  get epoch(): number | null {
    return 'epoch' in this.snapshot ? this.snapshot.epoch : null;
  }

  /** Until then the lease is certainly ours, ms of `LeaseClock`; null: it is not ours. */
  get until(): number | null {
    return 'until' in this.snapshot ? this.snapshot.until : null;
  }

  /** May this backend act on the telephone system right now? */
  get isCertain(): boolean {
    return isCertain(this.snapshot, this.clock.now());
  }

  /** Does this backend carry out commands right now? */
  get isLeading(): boolean {
    return this.snapshot.phase === 'leading' && this.isCertain;
  }

  /** False: the event does not fit the phase, and nothing has changed. */
  change(event: LeaseEvent): boolean {
    const before = this.snapshot;
    this.snapshot = changeLease(before, event);
    return this.snapshot !== before;
  }
}
