import type { CheckKey, KeyVerdict } from './CheckKey';
import { TokenBuckets } from './TokenBuckets';

/** How long an address that has shown a right key is not counted, ms. */
const KNOWN_MS = 86_400_000;

/** How many addresses are known; beyond it the one known longest is forgotten. */
const MOST_KNOWN = 10_000;

/**
 * Looks at keys, and keeps those from trying who try many.
 *
 * ```
 *   stranger ──right key──▶ known ──a day without──▶ stranger
 *   stranger ──a minute's tokens are used up──▶ tooMany ──a token comes──▶ stranger
 * ```
 * All agents of a company, and other companies', come from the addresses of amoCRM's proxy. So an address that has
 * shown a right key is not counted: nobody behind it can shut the door for others. A stranger's tokens are used up
 * by right and wrong keys alike, so a right one gets its turn among many wrong ones, and from then on is known.
 */
export class KeyLimiter {
  private readonly tries: TokenBuckets;
  private readonly told: TokenBuckets;
  /** Address -> when it last showed a right key, ms of `now`. */
  private readonly known = new Map<string, number>();

  constructor(
    /** How many keys a stranger may try a minute. */
    triesPerMinute: number,
    /** ms of a clock that never goes back. */
    private readonly now: () => number,
    /** Told that an address has tried too many, once a minute at most. */
    private readonly onTooMany: (address: string) => void = () => undefined,
  ) {
    this.tries = new TokenBuckets(triesPerMinute, now);
    this.told = new TokenBuckets(1, now);
  }

  /** @param isKey of the door that is asked for */
  check(address: string, key: string, isKey: (key: string) => boolean): KeyVerdict {
    if (!this.isKnown(address) && !this.tries.takeToken(address)) {
      if (this.told.takeToken(address)) this.onTooMany(address);
      return 'tooMany';
    }
    if (!isKey(key)) return 'wrong';
    this.known.delete(address);
    this.known.set(address, this.now());
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > MOST_KNOWN) this.known.delete(oldest);
    return 'in';
  }

  /** Who keeps one door. @param isKey of that door */
  at(isKey: (key: string) => boolean): CheckKey {
    return (address, key) => this.check(address, key, isKey);
  }

  private isKnown(address: string): boolean {
    const seen = this.known.get(address);
    return seen !== undefined && this.now() - seen < KNOWN_MS;
  }
}
