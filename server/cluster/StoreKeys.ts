/** Names of all that is kept in Redis, and of the channels. */
export class StoreKeys {
  /** Who leads: `<epoch>:<backend>`; it lives as long as the lease. */
  readonly lease: string;
  /** The last epoch that was given; it only grows. */
  readonly epoch: string;
  /** Whom to send commands to: `<epoch>:<backend>:<born>`, once that backend knows what the telephone system does. */
  readonly leader: string;
  /** Revision of agents who have had no call. */
  readonly born: string;
  /** Hash: extension -> picture. */
  readonly pictures: string;
  /** Hash: extension -> numbers lately spoken with. */
  readonly recent: string;
  /** Hash: calls that the call log has not sent yet. */
  readonly outbox: string;
  /** Hash: records of calls that are not over yet. */
  readonly drafts: string;
  /** Channel: changes of both hashes. */
  readonly changes: string;
  /** Channel: a backend leads, or leads no longer. */
  readonly news: string;
  /** State of the leader's connection to the telephone system. */
  readonly telephonyLink: string;
  /** Channel: the same state, published at each change. */
  readonly linkNews: string;

  constructor(private readonly prefix: string) {
    this.lease = `${prefix}lease`;
    this.epoch = `${prefix}epoch`;
    this.leader = `${prefix}leader`;
    this.born = `${prefix}born`;
    this.pictures = `${prefix}pictures`;
    this.recent = `${prefix}recent`;
    this.outbox = `${prefix}outbox`;
    this.drafts = `${prefix}drafts`;
    this.changes = `${prefix}changes`;
    this.news = `${prefix}news`;
    this.telephonyLink = `${prefix}telephony-link`;
    this.linkNews = `${prefix}link-news`;
  }

  /** What is remembered of an agent's command. */
  command(extension: string, commandId: string): string {
    return `${this.prefix}command:${extension}:${commandId}`;
  }

  /** Channel on which this backend is asked and answered. */
  inbox(backendId: string): string {
    return `${this.prefix}inbox:${backendId}`;
  }

  /** Channel on which this backend is asked for administrators' errands, and answered. */
  errands(backendId: string): string {
    return `${this.prefix}errands:${backendId}`;
  }
}
