import * as v from 'valibot';
import type { RedisLink } from './RedisLink';
import type { StoreKeys } from './StoreKeys';

/** A backend that takes commands. */
export interface Leader {
  readonly epoch: number;
  readonly backendId: string;
  /** Revision of agents who have had no call: the leader's is everybody's, else polls would never be held. */
  readonly born: number;
}

const ANNOUNCE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
redis.call('SET', KEYS[3], ARGV[4])
redis.call('PUBLISH', ARGV[3], ARGV[2])
return 1`;

/** Tells all backends where commands go. Fails when Redis does. */
export async function announceLeader(
  { epoch, backendId, born }: Leader,
  link: RedisLink,
  keys: StoreKeys,
): Promise<void> {
  await link.evaluate(
    v.number(),
    ANNOUNCE,
    [keys.epoch, keys.leader, keys.born],
    [epoch, `${epoch}:${backendId}:${born}`, keys.news, born],
  );
}

/** Reads `<epoch>:<backend>:<revision>`; null: nobody leads. */
export function readLeader(text: string): Leader | null {
  const [, epoch, backendId, born] = /^(\d{1,16}):([^:]+):(\d{1,16})$/.exec(text) ?? [];
  if (epoch === undefined || backendId === undefined || born === undefined) return null;
  return { epoch: Number(epoch), backendId, born: Number(born) };
}
