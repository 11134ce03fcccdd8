import type { Clock } from '../../../../../../server/system/Clock';
import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import { CallTracker } from '../../../../../../server/telephony/asterisk/tracking/CallTracker';
import type { CallTrackerOptions } from '../../../../../../server/telephony/asterisk/tracking/CallTrackerOptions';

/** A tracker whose clock shows what Asterisk's does: each event comes at the time of its stamp. Timers go by the clock given. */
export class StampedTracker extends CallTracker {
  private readonly stamped: StampedClock;

  constructor(options: CallTrackerOptions) {
    const stamped = new StampedClock(options.clock);
    super({ ...options, clock: stamped });
    this.stamped = stamped;
  }

  /** ms since 1970 */
  now(): number {
    return this.stamped.now();
  }

  override handleEvent(message: AmiMessage, members?: readonly AmiMessage[]): void {
    this.stamped.goTo(Number(message['Timestamp']) * 1_000);
    super.handleEvent(message, members);
  }
}

class StampedClock implements Clock {
  /** What stamps have added, ms. */
  private added = 0;

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now() + this.added;
  }

  elapsed(): number {
    return this.clock.elapsed() + this.added;
  }

  after(ms: number, action: () => void): () => void {
    return this.clock.after(ms, action);
  }

  /** @param at ms since 1970; NaN: not known */
  goTo(at: number): void {
    if (!Number.isNaN(at)) this.added = at - this.clock.now();
  }
}
