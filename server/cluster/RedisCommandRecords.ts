import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { PROXY_LIMIT_MS } from '../../protocol/timing';
import { REMEMBERED_MS } from '../calls/CommandLog';
import type { CommandRecords, EarlierCommand, RepeatableCommand } from '../calls/CommandRecords';
import { LeaseLost } from './LeaseLost';
import type { RedisLink } from './RedisLink';
import type { RedisKeys } from './RedisKeys';
import type { ClusterLogger } from './ClusterLogger';
import { hideCommand } from '../system/hideCommand';
import { LogLine } from '../system/LogLine';
import { clusterLog } from './messages';

/**
 * A command found running under another epoch has an unknown outcome. Copies of one press can arrive no later than a
 * request's time limit; after that the same key is a new command, which the phases of the calls check. A record ends with
 * the digest of the command's content; one of a backend before version 1.1 has none.
 */
const BEGIN = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local known = redis.call('GET', KEYS[2])
if known then
  if #known > #ARGV[5] and string.sub(known, -#ARGV[5]) ~= ARGV[5] then return 4 end
  if string.sub(known, 1, 4) == 'done' then return 2 end
  if redis.call('PTTL', KEYS[2]) > tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[2], ARGV[4]) end
  return 3
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return 1`;

/** Sets the outcome of a command that this epoch began; an empty outcome deletes the record. */
const END = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`;

/**
 * Records of running and finished commands in Redis, which outlive a take-over.
 *
 * ```
 *   new ──begin──▶ running by this epoch ──succeeded──▶ done ──5 min──▶ ∎
 *                            │ failed ▶ ∎
 *                            │ its backend died ▶ asked for again: unknown ──10 s──▶ ∎
 * ```
 */
export class RedisCommandRecords implements CommandRecords {
  constructor(
    private readonly link: RedisLink,
    private readonly keys: RedisKeys,
    private readonly log: ClusterLogger,
    /** Epoch of the lease while it is certain; null: it is not. */
    private readonly epoch: () => number | null,
    /** ms since 1970 */
    private readonly now: () => number,
  ) {}

  /** Fails with `LeaseLost` when another backend has to run the command. */
  async begin(extension: string, command: RepeatableCommand): Promise<EarlierCommand> {
    const epoch = this.epoch();
    if (epoch === null) throw new LeaseLost('the lease is not certain');
    const answer = await this.link
      .evaluate(
        v.picklist([0, 1, 2, 3, 4]),
        BEGIN,
        [this.keys.epoch, this.keys.command(extension, command.id)],
        [epoch, running(epoch, command), REMEMBERED_MS, PROXY_LIMIT_MS, digest(command)],
      )
      .catch((cause: unknown) => {
        throw new LeaseLost('Redis does not answer', { cause });
      });
    if (answer === 0 || this.epoch() !== epoch) throw new LeaseLost('another backend leads');
    if (answer === 3)
      this.log.warn(new LogLine(clusterLog.commandUncertain, this.logged(extension, command)));
    return EARLIER[answer];
  }

  succeeded(extension: string, command: RepeatableCommand): Promise<void> {
    return this.end(extension, command, `done:${digest(command)}`);
  }

  /** Without the lease the telephone system may have carried the command out, so the record stays. */
  failed(extension: string, command: RepeatableCommand): Promise<void> {
    return this.epoch() === null ? Promise.resolve() : this.end(extension, command, '');
  }

  /** What a line of the log has of the command. The widget's ids hold the number that is called, which no line has whole. */
  private logged(extension: string, { id }: RepeatableCommand): object {
    return { extension, commandId: hideCommand(id, null, this.now()) };
  }

  /** @param outcome empty: none is kept */
  private async end(extension: string, command: RepeatableCommand, outcome: string): Promise<void> {
    const epoch = this.epoch();
    try {
      if (epoch === null) throw new LeaseLost('the lease is not certain');
      await this.link.evaluate(
        v.number(),
        END,
        [this.keys.command(extension, command.id)],
        [running(epoch, command), outcome, REMEMBERED_MS],
      );
    } catch (err) {
      this.log.warn(new LogLine(clusterLog.outcomeNotKept, { err, ...this.logged(extension, command) }));
    }
  }
}

/** Answers of `BEGIN`. */
const EARLIER = { 1: 'new', 2: 'succeeded', 3: 'unknown', 4: 'other' } as const;

function running(epoch: number, command: RepeatableCommand): string {
  return `running:${epoch}:${digest(command)}`;
}

/** Tells two contents apart without naming the numbers in them. */
function digest({ id, content }: RepeatableCommand): string {
  return createHash('sha256').update(`${id}\n${content}`).digest('hex');
}
