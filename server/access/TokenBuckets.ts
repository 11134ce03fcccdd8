interface Bucket {
  tokens: number;
  /** When the tokens were counted, ms of `now`. */
  at: number;
}

/** How many buckets are kept; beyond it the one that was used least recently is forgotten. */
const MOST = 10_000;

/** Counts what each of many does: so many a minute, and as many at once after a rest. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly perMinute: number,
    /** ms of a clock that never goes back. */
    private readonly now: () => number,
  ) {}

  /** How many are counted now. */
  get size(): number {
    return this.buckets.size;
  }

  /** Takes a token of this one; false: there is none left. */
  takeToken(name: string): boolean {
    const now = this.now();
    const before = this.buckets.get(name) ?? { tokens: this.perMinute, at: now };
    // A clock that was set back must not take tokens away.
    const earned = (Math.max(0, now - before.at) / 60_000) * this.perMinute;
    const tokens = Math.min(this.perMinute, before.tokens + earned);
    const isGranted = tokens >= 1;
    this.buckets.delete(name);
    this.buckets.set(name, { tokens: isGranted ? tokens - 1 : tokens, at: now });
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined && this.buckets.size > MOST) this.buckets.delete(oldest);
    return isGranted;
  }
}
