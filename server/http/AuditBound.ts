import type { AuditEntry } from '../access/AuditEntry';
import { SenderBuckets } from '../access/SenderBuckets';
import { TokenBuckets } from '../access/TokenBuckets';

/** Entries a minute of one address that shows no agent, or of one agent whose requests are too many. */
const PER_SENDER = 60;

/** Entries a minute of all senders together. */
const OF_ALL = 600;

/**
 * Bounds the entries of commands that were refused before anything was known of the sender but the key, or since there were
 * too many of them: so the key alone fills no disk. An agent's other commands all have an entry; their requests are limited.
 */
export class AuditBound {
  private readonly senders: SenderBuckets;
  private readonly notices: TokenBuckets;
  private omitted = 0;

  /** @param now ms of a clock that never goes back */
  constructor(now: () => number) {
    this.senders = new SenderBuckets(PER_SENDER, OF_ALL, now);
    this.notices = new TokenBuckets(1, now);
  }

  allows({ extension, outcome }: Pick<AuditEntry, 'extension' | 'outcome'>, network: string): boolean {
    if (extension !== null && outcome !== 'TooManyRequests') return true;
    return this.senders.takeToken(extension ?? network);
  }

  /** Counts an entry that is left out; true: a line of the log is due, once a minute. */
  omit(): boolean {
    this.omitted += 1;
    return this.notices.takeToken('');
  }

  /** How many entries were left out since the last that was written. */
  takeOmitted(): number {
    const { omitted } = this;
    this.omitted = 0;
    return omitted;
  }
}
