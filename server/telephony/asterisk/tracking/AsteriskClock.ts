import type { CallRecord } from '../../../calls/CallRecord';
import type { Clock } from '../../../system/Clock';

/**
 * An event that seems to have been longer on its way than this was not: Asterisk's clock was set back. Then, and where it
 * really was late, it counts as one of its arrival. ms
 */
const MOST_LATE_MS = 1_000;

/** Asterisk's stamps are this exact, ms. */
const STEP_MS = 0.001;

/** How many settings of Asterisk's clock are remembered. */
const MOST_SETTINGS = 20;

/** From `since` on Asterisk's clock shows this much more than ours, ms. */
interface Setting {
  readonly since: number;
  /** Told better by a quicker event. */
  ahead: number;
}

/**
 * Asterisk's clock, as its time stamps show it. It may be on another machine, hours off, or set during a call: of a stamp only
 * the distance to the stamps around it is used, so that an event which was kept waiting on its way still has its time; what
 * time it is, our clock says. Since no event comes before it happens, the one that was quickest shows how the two compare.
 */
export class AsteriskClock {
  /** `Clock.elapsed` less Asterisk's time, of the quickest event since the clock was set, ms; null: none yet. */
  private apart: number | null = null;
  private settings: readonly Setting[] = [];
  /** The event with the latest stamp since the clock was set. */
  private latest = { stamp: -Infinity, at: -Infinity };

  constructor(private readonly clock: Clock) {}

  /** When an event happened that comes now, by our clock, ms since 1970. @param stamp Asterisk's; null: it sends none */
  timeOf(stamp: number | null): number {
    const now = this.clock.now();
    if (stamp === null) return now;
    const elapsed = this.clock.elapsed();
    const apart = elapsed - stamp;
    const isSet = this.apart !== null && apart - this.apart > MOST_LATE_MS;
    if (isSet) this.latest = { stamp: -Infinity, at: -Infinity };
    if (this.apart === null || isSet || apart < this.apart) this.apart = apart;
    const at = this.inOrder(stamp, now - (apart - this.apart));
    this.note(at, elapsed - now - this.apart);
    return at;
  }

  /** The record with the begin that Asterisk's clock showed, where that is another one: Asterisk names recordings by it. */
  named(record: CallRecord | null): CallRecord | null {
    if (record === null) return null;
    const { startedAt } = record;
    const then = this.settings.filter(({ since }) => since <= startedAt).at(-1) ?? this.settings[0];
    const namedAt = Math.round(startedAt + (then?.ahead ?? 0));
    return namedAt === Math.round(startedAt) ? record : { ...record, namedAt };
  }

  /** Of events that were read together each happened later than the one before, as their stamps say. */
  private inOrder(stamp: number, at: number): number {
    if (stamp <= this.latest.stamp) return at;
    const later = Math.max(at, this.latest.at + STEP_MS);
    this.latest = { stamp, at: later };
    return later;
  }

  private note(since: number, ahead: number): void {
    const last = this.settings.at(-1);
    if (last === undefined || Math.abs(ahead - last.ahead) > MOST_LATE_MS)
      this.settings = [...this.settings, { since, ahead }].slice(-MOST_SETTINGS);
    else last.ahead = ahead;
  }
}
