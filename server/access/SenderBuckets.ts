import { TokenBuckets } from './TokenBuckets';

/** A limit a minute for each sender and one for all of them together: the holder of a key may use many addresses. */
export class SenderBuckets {
  private readonly senders: TokenBuckets;
  private readonly all: TokenBuckets;

  /** @param now ms of a clock that never goes back */
  constructor(perSender: number, ofAll: number, now: () => number) {
    this.senders = new TokenBuckets(perSender, now);
    this.all = new TokenBuckets(ofAll, now);
  }

  /** Takes one of each; false: the sender has none left, or all together have not. */
  takeToken(sender: string): boolean {
    return this.senders.takeToken(sender) && this.all.takeToken('');
  }
}
