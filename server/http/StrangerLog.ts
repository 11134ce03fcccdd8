import type { FastifyBaseLogger } from 'fastify';
import type { Reply } from '../rpc/Reply';
import { hideNumber } from '../system/hideNumber';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** How many users are remembered: a client with the key may send any name. */
const MOST = 1_000;

/** Warns of each user of amoCRM who asks and is no agent, once in the life of the process, with what is to be added. */
export class StrangerLog {
  private readonly known = new Set<string>();

  constructor(private readonly logger: Pick<FastifyBaseLogger, 'warn'>) {}

  note({ stranger }: Pick<Reply, 'stranger'>): void {
    if (stranger === null || this.known.size >= MOST) return;
    const email = stranger.email.toLowerCase();
    if (this.known.has(email)) return;
    this.known.add(email);
    this.logger.warn(new LogLine(httpLog.stranger, { email: hideNumber(email), amouserId: stranger.userId }));
  }
}
