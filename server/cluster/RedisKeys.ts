/** Names of keys and channels in Redis. */
export class RedisKeys {
  /** Holder of the lease: `<epoch>:<backend>`; expires with the lease. */
  readonly lease: string;
  /** The last epoch that was granted; it only grows. */
  readonly epoch: string;
  /** The backend that takes commands: `<epoch>:<backend>:<born>`, set once its take-over has succeeded. */
  readonly leader: string;
  /** Revision of agents without calls. */
  readonly born: string;
  /** Hash: extension -> agent state, under the name that 1.0.0 gave it. */
  readonly pictures: string;
  /** Hash: extension -> recently called numbers. */
  readonly recent: string;
  /** Hash: calls that the call log has not sent yet. */
  readonly outbox: string;
  /** Hash: records of calls that are not over yet. */
  readonly drafts: string;
  /** Channel: changes of both hashes. */
  readonly changes: string;
  /** Channel: a backend has started or stopped leading. */
  readonly news: string;
  /** State of the leader's connection to the telephone system. */
  readonly telephonyLink: string;
  /** Channel: the same state, published at each change. */
  readonly linkNews: string;
  /** Revision of the company's list of missed calls. */
  readonly missedClients: string;
  /** Channel: the same revision, published at each change. */
  readonly missedClientsNews: string;

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
    this.missedClients = `${prefix}missed-clients`;
    this.missedClientsNews = `${prefix}missed-clients-news`;
  }

  /** Record of an agent's command. */
  command(extension: string, commandId: string): string {
    return `${this.prefix}command:${extension}:${commandId}`;
  }

  /** Channel for relayed commands and answers to this backend. */
  inbox(backendId: string): string {
    return `${this.prefix}inbox:${backendId}`;
  }

  /** Channel for administrators' errands and answers to this backend. */
  errands(backendId: string): string {
    return `${this.prefix}errands:${backendId}`;
  }
}
