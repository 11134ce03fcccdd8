import type { CheckKey, KeyVerdict } from './CheckKey';
import { TokenBuckets } from './TokenBuckets';

/** How long an address is not limited after a right key, ms. */
const KNOWN_MS = 86_400_000;

/** Most known addresses; beyond it the one whose last right key is oldest is forgotten. */
const MOST_KNOWN = 10_000;

/**
 * Checks keys, and limits how many keys an unknown address may try.
 *
 * ```
 *   unknown ──right key──▶ known ──a day without a right key──▶ unknown
 *   unknown ──all tries used up──▶ tooMany ──a new try is earned──▶ unknown
 * ```
 * Requests of a company's agents, and of other companies, come from the same addresses: those of amoCRM's proxy. So a
 * known address is not limited: wrong keys sent through the proxy must not lock the agents out. At an unknown address
 * right and wrong keys use up the same tries; a right one gets through as soon as it comes first to a new try.
 */
export class KeyLimiter {
  private readonly tries: TokenBuckets;
  private readonly notices: TokenBuckets;
  /** Address -> when it last showed a right key, ms of `now`. */
  private readonly known = new Map<string, number>();

  constructor(
    /** How many keys an unknown address may try a minute, and in one burst. */
    triesPerMinute: number,
    /** ms of a clock that never goes back. */
    private readonly now: () => number,
    /** Called when an address has tried too many keys, once a minute at most for each address. */
    private readonly onTooMany: (address: string) => void = () => undefined,
  ) {
    this.tries = new TokenBuckets(triesPerMinute, now);
    this.notices = new TokenBuckets(1, now);
  }

  /**
   * Checks one key.
   * @param address the client's IP address
   * @param isKey compares with the key of the routes that the request is for
   */
  check(address: string, key: string, isKey: (key: string) => boolean): KeyVerdict {
    if (!this.isKnown(address) && !this.tries.takeToken(address)) {
      if (this.notices.takeToken(address)) this.onTooMany(address);
      return 'tooMany';
    }
    if (!isKey(key)) return 'wrong';
    this.known.delete(address);
    this.known.set(address, this.now());
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > MOST_KNOWN) this.known.delete(oldest);
    return 'right';
  }

  /** The check for routes with one key; tries at all routes count together. @param isKey compares with that key */
  checkFor(isKey: (key: string) => boolean): CheckKey {
    return (address, key) => this.check(address, key, isKey);
  }

  private isKnown(address: string): boolean {
    const lastRight = this.known.get(address);
    return lastRight !== undefined && this.now() - lastRight < KNOWN_MS;
  }
}
