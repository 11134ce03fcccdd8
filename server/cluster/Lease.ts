import * as v from 'valibot';
import { LEASE_MS } from './leaseTimes';
import type { RedisLink } from './RedisLink';
import type { RedisKeys } from './RedisKeys';

/**
 * Grants the lease if it is free. Each grant gets an epoch larger than all before. Redis may have lost its data, so
 * the caller passes the largest epoch that it has seen.
 */
const ACQUIRE = `
if redis.call('EXISTS', KEYS[1]) == 1 then
  return { 0, redis.call('PTTL', KEYS[1]) }
end
local epoch = math.max(tonumber(redis.call('GET', KEYS[2]) or '0'), tonumber(ARGV[3])) + 1
redis.call('SET', KEYS[2], string.format('%d', epoch))
redis.call('SET', KEYS[1], string.format('%d', epoch) .. ':' .. ARGV[1], 'PX', ARGV[2])
return { epoch, 0 }`;

/** 2: the lease had expired and was not granted to another backend since; Redis may have lost its data. */
const RENEW = `
local holder = redis.call('GET', KEYS[1])
if holder == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 1
end
local epoch = redis.call('GET', KEYS[2])
if holder or (epoch and epoch ~= ARGV[3]) then return 0 end
redis.call('SET', KEYS[2], ARGV[3])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 2`;

const RELEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('PUBLISH', ARGV[2], 'free')
return 1`;

const acquiredSchema = v.tuple([v.number(), v.number()]);

/** Result of an attempt to acquire the lease. */
export type Acquired =
  | { readonly isMine: true; readonly epoch: number }
  /** @property endsInMs time until the holder's lease expires unless it is renewed */
  | { readonly isMine: false; readonly endsInMs: number };

/** The right to act on the telephone system: one backend has it at a time. All functions fail when Redis does. */
export class Lease {
  private seenEpoch = 0;

  constructor(
    private readonly backendId: string,
    private readonly link: RedisLink,
    private readonly keys: RedisKeys,
  ) {}

  async acquire(): Promise<Acquired> {
    const { lease, epoch } = this.keys;
    const [given, endsInMs] = await this.link.evaluate(
      acquiredSchema,
      ACQUIRE,
      [lease, epoch],
      [this.backendId, LEASE_MS, this.seenEpoch],
    );
    if (given === 0) return { isMine: false, endsInMs };
    this.noteEpoch(given);
    return { isMine: true, epoch: given };
  }

  /** `restored`: it had expired and was granted again under the same epoch; earlier writes may be lost. */
  async renew(epoch: number): Promise<'held' | 'restored' | 'lost'> {
    const answer = await this.link.evaluate(
      v.number(),
      RENEW,
      [this.keys.lease, this.keys.epoch],
      [this.holder(epoch), LEASE_MS, epoch],
    );
    return answer === 1 ? 'held' : answer === 2 ? 'restored' : 'lost';
  }

  /** Releases it and publishes that it is free. */
  async release(epoch: number): Promise<void> {
    const { lease, leader, news } = this.keys;
    await this.link.evaluate(v.number(), RELEASE, [lease, leader], [this.holder(epoch), news]);
  }

  /** Remembers an epoch of another backend, so that the next grant exceeds it. */
  noteEpoch(epoch: number): void {
    this.seenEpoch = Math.max(this.seenEpoch, epoch);
  }

  private holder(epoch: number): string {
    return `${epoch}:${this.backendId}`;
  }
}
