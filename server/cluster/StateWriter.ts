import * as v from 'valibot';
import { reasonOf } from './reasonOf';
import type { RedisLink } from './RedisLink';
import type { RedisKeys } from './RedisKeys';
import type { ClusterLogger } from './ClusterLogger';
import { LogLine } from '../system/LogLine';
import { clusterLog } from './messages';

/**
 * What backends share of an agent: a field of one of two hashes in Redis. `pictures` are agent states, named so in Redis
 * since 1.0.0.
 */
export type SharedKind = 'pictures' | 'recent';

/** How long the hashes are kept after the last change, ms, so that an abandoned installation leaves no data. */
const KEPT_MS = 90 * 86_400_000;

/** Writes only under the last epoch, so a backend that no longer leads writes nothing. */
const WRITE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('PUBLISH', ARGV[6], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
return 1`;

/**
 * Writes the leader's agent states and recent numbers to Redis for the other backends. Only the newest value of each
 * agent waits; changes during a write are written once.
 */
export class StateWriter {
  private readonly waiting = new Map<string, { kind: SharedKind; extension: string; value: object }>();
  private epoch: number | null = null;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly link: RedisLink,
    private readonly keys: RedisKeys,
    private readonly log: ClusterLogger,
    /** Called when Redis refuses a write because another backend leads. */
    private readonly onRefused: () => void,
  ) {}

  /** Number of values that wait to be written. */
  get depth(): number {
    return this.waiting.size;
  }

  /** Sets the epoch to write under; null: nothing more is written. */
  setEpoch(epoch: number | null): void {
    this.epoch = epoch;
    if (epoch === null) this.waiting.clear();
  }

  write(kind: SharedKind, extension: string, value: object): void {
    if (this.epoch === null) return;
    this.waiting.set(`${kind} ${extension}`, { kind, extension, value });
    void this.flush();
  }

  /** Writes all waiting values; resolves when they are written or the write has failed. Never fails. */
  flush(): Promise<void> {
    this.writing ??= this.writeAll().finally(() => {
      this.writing = null;
    });
    return this.writing;
  }

  /** Writes batches until nothing waits; values whose write failed wait again. */
  private async writeAll(): Promise<void> {
    while (this.epoch !== null && this.waiting.size > 0 && this.link.isUp) {
      const { epoch } = this;
      const batch = [...this.waiting];
      this.waiting.clear();
      const results = await Promise.allSettled(
        batch.map(([, { kind, extension, value }]) => this.writeOne(epoch, kind, extension, value)),
      );
      if (this.epoch !== epoch) return;
      results.forEach((result, index) => {
        const one = batch[index];
        if (result.status === 'fulfilled' || one === undefined) return;
        // A newer value may wait by now.
        if (!this.waiting.has(one[0])) this.waiting.set(...one);
      });
      if (results.some((result) => result.status === 'fulfilled' && !result.value)) {
        this.onRefused();
        return;
      }
      const failure = results.find((result) => result.status === 'rejected');
      if (failure !== undefined) {
        this.log.warn(
          new LogLine(clusterLog.notWritten, {
            reason: reasonOf(failure.reason),
            waiting: this.waiting.size,
          }),
        );
        return;
      }
    }
  }

  private async writeOne(
    epoch: number,
    kind: SharedKind,
    extension: string,
    value: object,
  ): Promise<boolean> {
    const { epoch: epochKey, changes } = this.keys;
    const answer = await this.link.evaluate(
      v.number(),
      WRITE,
      [epochKey, this.keys[kind]],
      [epoch, kind, extension, JSON.stringify(value), KEPT_MS, changes],
    );
    return answer === 1;
  }
}
