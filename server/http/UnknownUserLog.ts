import type { FastifyBaseLogger } from 'fastify';
import type { DispatchResult } from '../rpc/DispatchResult';
import { hideNumber } from '../system/hideNumber';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** Most users that are warned of, since a client with the key may send any e-mail. */
const MOST = 1_000;

/** Warns once for each user of amoCRM who sends requests and is no agent, with the e-mail and id to add to `agents`. */
export class UnknownUserLog {
  private readonly known = new Set<string>();

  constructor(private readonly logger: Pick<FastifyBaseLogger, 'warn'>) {}

  note({ unknownUser }: Pick<DispatchResult, 'unknownUser'>): void {
    if (unknownUser === null || this.known.size >= MOST) return;
    const email = unknownUser.email.toLowerCase();
    if (this.known.has(email)) return;
    this.known.add(email);
    this.logger.warn(
      new LogLine(httpLog.unknownUser, { email: hideNumber(email), amouserId: unknownUser.userId }),
    );
  }
}
