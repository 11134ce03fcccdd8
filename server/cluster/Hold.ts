import type { Clock } from '../system/Clock';
import { changeStanding, isCertain, type Standing, type StandingEvent } from './standing';

/** What this backend holds of the lease: asked by all who act, changed by `Leadership`. */
export class Hold {
  private standing: Standing = { phase: 'following' };

  constructor(private readonly clock: Clock) {}

  get phase(): Standing['phase'] {
    return this.standing.phase;
  }

  /** Null: the lease is not ours. */
  get epoch(): number | null {
    return 'epoch' in this.standing ? this.standing.epoch : null;
  }

  /** The lease is ours for certain until then, ms since 1970; null: it is not ours. */
  get until(): number | null {
    return 'until' in this.standing ? this.standing.until : null;
  }

  /** May this backend act on the telephone system right now? */
  get isCertain(): boolean {
    return isCertain(this.standing, this.clock.now());
  }

  /** Does this backend carry out commands right now? */
  get isLeading(): boolean {
    return this.standing.phase === 'leading' && this.isCertain;
  }

  /** False: the event does not fit. */
  change(event: StandingEvent): boolean {
    const before = this.standing;
    this.standing = changeStanding(before, event);
    return this.standing !== before;
  }
}
