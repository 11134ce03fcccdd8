import type { FastifyBaseLogger } from 'fastify';
import type { DispatchResult } from '../rpc/DispatchResult';
import { hideNumber } from '../system/hideNumber';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** How many users are remembered: a client with the key may send any name. */
const MOST = 1_000;

/** Warns of each user of amoCRM who asks and is no agent, once in the life of the process, with what is to be added. */
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
