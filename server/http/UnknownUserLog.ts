import type { FastifyBaseLogger } from 'fastify';
import type { DispatchResult } from '../rpc/DispatchResult';
import { hideTyped } from '../system/hideTyped';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** Greater ids, and negative ones, are none of amoCRM's, and may be a telephone number. */
const GREATEST_ID = 2_147_483_647;

/** Most users that are warned of, since a client with the key may send any e-mail. */
const MOST_USERS = 1_000;

/** Warns once for each user of amoCRM who sends requests and is no agent, with the e-mail and id to add to `agents`. */
export class UnknownUserLog {
  private readonly warned = new Set<string>();

  constructor(private readonly logger: Pick<FastifyBaseLogger, 'warn'>) {}

  /** Warns of the user of an answer, if it has an unknown one that was not warned of yet. */
  report({ unknownUser }: Pick<DispatchResult, 'unknownUser'>): void {
    if (unknownUser === null || this.warned.size >= MOST_USERS) return;
    const email = unknownUser.email.toLowerCase();
    if (this.warned.has(email)) return;
    this.warned.add(email);
    this.logger.warn(
      new LogLine(httpLog.unknownUser, { email: hideTyped(email), amouserId: shownId(unknownUser.userId) }),
    );
  }
}

function shownId(id: number): number | string {
  return id >= 0 && id <= GREATEST_ID ? id : hideTyped(String(id));
}
