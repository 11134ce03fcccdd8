import type { CheckKey } from './CheckKey';
import { networkOf } from './networkOf';
import { TokenBuckets } from './TokenBuckets';

/** How long an address is not limited at a door after a right key there, ms. */
const KNOWN_MS = 86_400_000;

/** Most known addresses of a door; beyond it the one whose last right key is oldest is forgotten. */
const MOST_KNOWN = 10_000;

/**
 * Checks keys, and limits how many wrong ones an unknown address may try at all doors together. A right key is let in at
 * any time: it is compared first.
 *
 * ```
 *   unknown ──right key──▶ known at this door ──a day without a right key──▶ unknown
 *   unknown ──wrong key──▶ wrong ──all tries used up──▶ tooMany ──a new try is earned──▶ wrong
 * ```
 * Requests of a company's agents, and of other companies, come from the same addresses: those of amoCRM's proxy. So a
 * known address is not limited: pages that still have an old key are to hear that it is wrong. It is known at one door
 * alone: a key of little worth does not lift the limit on one of more. Of IPv6 a whole /64 counts as one address, since
 * one customer has it.
 */
export class KeyLimiter {
  private readonly tries: TokenBuckets;
  private readonly notices: TokenBuckets;

  constructor(
    /** How many wrong keys an unknown address may try a minute, and in one burst. */
    triesPerMinute: number,
    /** ms of a clock that never goes back. */
    private readonly now: () => number,
    /** Called when an address has tried too many keys, once a minute at most for each address. */
    private readonly onTooMany: (address: string) => void = () => undefined,
  ) {
    this.tries = new TokenBuckets(triesPerMinute, now);
    this.notices = new TokenBuckets(1, now);
  }

  /** The check of one door. @param isKey compares with the door's keys */
  checkFor(isKey: (key: string) => boolean): CheckKey {
    /** Address -> when it last showed a right key, ms of `now`. */
    const known = new Map<string, number>();
    return (address, key) => {
      const network = networkOf(address);
      if (isKey(key)) {
        known.delete(network);
        known.set(network, this.now());
        const [oldest] = known.keys();
        if (oldest !== undefined && known.size > MOST_KNOWN) known.delete(oldest);
        return 'right';
      }
      const lastRight = known.get(network);
      if (lastRight !== undefined && this.now() - lastRight < KNOWN_MS) return 'wrong';
      if (this.tries.takeToken(network)) return 'wrong';
      if (this.notices.takeToken(network)) this.onTooMany(network);
      return 'tooMany';
    };
  }
}
