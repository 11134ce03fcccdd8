interface Bucket {
  tokens: number;
  /** When the tokens were counted, ms of `now`. */
  at: number;
}

/** Most buckets; beyond it the least recently used one is dropped. */
const MOST_BUCKETS = 10_000;

/** A token bucket for each name: `perMinute` tokens are earned a minute, and a bucket holds as many at most. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly perMinute: number,
    /** ms of a clock that never goes back. */
    private readonly now: () => number,
  ) {}

  /** Number of buckets. */
  get size(): number {
    return this.buckets.size;
  }

  /** Takes a token out of the bucket `name`, which starts full; false: it is empty. */
  takeToken(name: string): boolean {
    const now = this.now();
    const before = this.buckets.get(name) ?? { tokens: this.perMinute, at: now };
    // Not negative: the clock may have been set back.
    const earned = (Math.max(0, now - before.at) / 60_000) * this.perMinute;
    const tokens = Math.min(this.perMinute, before.tokens + earned);
    const isTaken = tokens >= 1;
    this.buckets.delete(name);
    this.buckets.set(name, { tokens: isTaken ? tokens - 1 : tokens, at: now });
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined && this.buckets.size > MOST_BUCKETS) this.buckets.delete(oldest);
    return isTaken;
  }
}
