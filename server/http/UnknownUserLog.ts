import type { FastifyBaseLogger } from 'fastify';
import { SenderBuckets } from '../access/SenderBuckets';
import { TokenBuckets } from '../access/TokenBuckets';
import type { DispatchResult } from '../rpc/DispatchResult';
import { hideTyped } from '../system/hideTyped';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** Greater ids, and negative ones, are none of amoCRM's, and may be a telephone number. */
const GREATEST_ID = 2_147_483_647;

/** Most users that are known to have been warned of; beyond it the oldest is forgotten, and warned of again. */
const MOST_USERS = 1_000;

/** Lines a minute of one network, since a client with the key may send any e-mail. */
const PER_NETWORK = 10;

/** Lines a minute of all networks. */
const OF_ALL = 60;

/**
 * Warns once for each user of amoCRM who sends requests and is no agent, with the e-mail and id to add to `agents`. Of a network
 * that names very many, some a minute are named, and a line says that there are more: who is left out is named later.
 */
export class UnknownUserLog {
  private readonly warned = new Set<string>();
  private readonly lines: SenderBuckets;
  private readonly notices: TokenBuckets;

  /** @param now ms of a clock that never goes back */
  constructor(
    private readonly logger: Pick<FastifyBaseLogger, 'warn'>,
    now: () => number,
  ) {
    this.lines = new SenderBuckets(PER_NETWORK, OF_ALL, now);
    this.notices = new TokenBuckets(1, now);
  }

  /**
   * Warns of the user of an answer, if it has an unknown one that was not warned of yet.
   * @param network of the sender's address
   */
  report({ unknownUser }: Pick<DispatchResult, 'unknownUser'>, network: string): void {
    if (unknownUser === null) return;
    const email = unknownUser.email.toLowerCase();
    if (this.warned.has(email)) return;
    if (!this.lines.takeToken(network)) {
      if (this.notices.takeToken(''))
        this.logger.warn(new LogLine(httpLog.moreUnknownUsers, { address: network }));
      return;
    }
    this.warned.add(email);
    const [oldest] = this.warned;
    if (oldest !== undefined && this.warned.size > MOST_USERS) this.warned.delete(oldest);
    this.logger.warn(
      new LogLine(httpLog.unknownUser, { email: hideTyped(email), amouserId: shownId(unknownUser.userId) }),
    );
  }
}

function shownId(id: number): number | string {
  return id >= 0 && id <= GREATEST_ID ? id : hideTyped(String(id));
}
