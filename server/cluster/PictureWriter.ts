import * as v from 'valibot';
import { reasonOf } from './reasonOf';
import type { RedisLink } from './RedisLink';
import type { StoreKeys } from './StoreKeys';
import type { StoreLog } from './StoreLog';
import { LogLine } from '../system/LogLine';
import { clusterLog } from './messages';

/** What backends share of an agent: a field of one of two hashes. */
export type SharedKind = 'pictures' | 'recent';

/** What is written is kept so long after the last change, ms: nothing of an installation given up stays. */
const KEPT_MS = 90 * 86_400_000;

/** A backend that no longer leads writes nothing: its epoch is not the last one. */
const WRITE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('PUBLISH', ARGV[6], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
return 1`;

/**
 * Writes what the leader knows for the others. The newest of each agent waits until it is written; what is
 * changed meanwhile is written once.
 */
export class PictureWriter {
  private readonly waiting = new Map<string, { kind: SharedKind; extension: string; value: object }>();
  private epoch: number | null = null;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly link: RedisLink,
    private readonly keys: StoreKeys,
    private readonly log: StoreLog,
    /** Told when another backend leads by now. */
    private readonly onRefused: () => void,
  ) {}

  /** How many wait to be written. */
  get depth(): number {
    return this.waiting.size;
  }

  /** Writes under this epoch from now on; null: nothing more. */
  lead(epoch: number | null): void {
    this.epoch = epoch;
    if (epoch === null) this.waiting.clear();
  }

  write(kind: SharedKind, extension: string, value: object): void {
    if (this.epoch === null) return;
    this.waiting.set(`${kind} ${extension}`, { kind, extension, value });
    void this.flush();
  }

  /** Writes what waits; done when it is written, or can't be. Never fails. */
  flush(): Promise<void> {
    this.writing ??= this.writeAll().finally(() => {
      this.writing = null;
    });
    return this.writing;
  }

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
        // A newer one may wait by now.
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
