import type { DispatchResult } from '../rpc/DispatchResult';
import { SenderBuckets } from '../access/SenderBuckets';

/** Lines a minute of one sender and outcome. */
const PER_SENDER = 1;

/** Lines a minute of all such senders together. */
const OF_ALL = 60;

/** Most senders whose omitted lines are counted; of further ones only the sum of all is known, in the metrics. */
const MOST_SENDERS = 1_000;

/**
 * Bounds the lines of the log about answers to senders of whom nothing is known but the key, and about requests that are
 * too many: so the key alone does not fill the log. Of each sender and outcome the first has a line, then one a minute,
 * with the count of those between. Answers to agents all have a line; their requests are limited. The metrics count all.
 */
export class AnswerBound {
  private readonly senders: SenderBuckets;
  /** Sender and outcome -> answers without a line since the last line. */
  private readonly omitted = new Map<string, number>();

  /** @param now ms of a clock that never goes back */
  constructor(now: () => number) {
    this.senders = new SenderBuckets(PER_SENDER, OF_ALL, now);
  }

  /**
   * How many lines were left out before the one that is due for this answer; null: no line is due.
   * @param network of the sender's address
   */
  due({ extension, outcome }: Pick<DispatchResult, 'extension' | 'outcome'>, network: string): number | null {
    if (extension !== null && outcome !== 'TooManyRequests') return 0;
    const name = `${extension ?? network} ${outcome}`;
    const before = this.omitted.get(name) ?? 0;
    if (this.senders.takeToken(name)) {
      this.omitted.delete(name);
      return before;
    }
    if (before > 0 || this.omitted.size < MOST_SENDERS) this.omitted.set(name, before + 1);
    return null;
  }
}
