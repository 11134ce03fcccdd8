import * as v from 'valibot';
import type { RedisLink } from './RedisLink';
import type { RedisKeys } from './RedisKeys';

/** The backend that takes commands. */
export interface Leader {
  readonly epoch: number;
  readonly backendId: string;
  /** Revision of agents without calls: all backends use the leader's, else polls would always be answered at once. */
  readonly born: number;
  /** Is it connected to the telephone system? */
  readonly isLinkUp: boolean;
}

/** A leader as announced; the state of its link is published in a channel of its own, which 1.0.0 does not read. */
export type AnnouncedLeader = Omit<Leader, 'isLinkUp'>;

const ANNOUNCE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
redis.call('SET', KEYS[3], ARGV[4])
redis.call('SET', KEYS[4], ARGV[6])
redis.call('PUBLISH', ARGV[5], ARGV[6])
redis.call('PUBLISH', ARGV[3], ARGV[2])
return 1`;

/** States of the leader's link as they are stored and published. */
const LINK_UP = 'up';
const LINK_DOWN = 'down';

/** Reads the state of the leader's link. A leader of 1.0.0 stores none, and counts as connected. */
export function readLink(text: string): boolean {
  return text !== LINK_DOWN;
}

/** Announces the backend that takes commands. Fails when Redis does. */
export async function announceLeader(
  { epoch, backendId, born, isLinkUp }: Leader,
  link: RedisLink,
  keys: RedisKeys,
): Promise<void> {
  await link.evaluate(
    v.number(),
    ANNOUNCE,
    [keys.epoch, keys.leader, keys.born, keys.telephonyLink],
    [epoch, `${epoch}:${backendId}:${born}`, keys.news, born, keys.linkNews, isLinkUp ? LINK_UP : LINK_DOWN],
  );
}

const TAKE_LINK_DOWN = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[2])
return 1`;

/**
 * Marks the link as down at a take-over: the previous leader's state is out of date. Fails when Redis does.
 */
export async function takeLinkDown(epoch: number, link: RedisLink, keys: RedisKeys): Promise<void> {
  const names = [keys.epoch, keys.telephonyLink];
  await link.evaluate(v.number(), TAKE_LINK_DOWN, names, [epoch, LINK_DOWN, keys.linkNews]);
}

/** Parses `<epoch>:<backend>:<revision>`; null: there is no leader. */
export function readLeader(text: string): AnnouncedLeader | null {
  const [, epoch, backendId, born] = /^(\d{1,16}):([^:]+):(\d{1,16})$/.exec(text) ?? [];
  if (epoch === undefined || backendId === undefined || born === undefined) return null;
  return { epoch: Number(epoch), backendId, born: Number(born) };
}
