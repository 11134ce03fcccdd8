import * as v from 'valibot';
import type { RedisLink } from './RedisLink';
import type { StoreKeys } from './StoreKeys';

/** A backend that takes commands. */
export interface Leader {
  readonly epoch: number;
  readonly backendId: string;
  /** Revision of agents who have had no call: the leader's is everybody's, else polls would never be held. */
  readonly born: number;
  /** Has it a connection to the telephone system? */
  readonly isLinkUp: boolean;
}

/** A leader as its news read; the state of its link is published apart, where 1.0.0 does not look. */
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

/** Tells all backends where commands go. Fails when Redis does. */
export async function announceLeader(
  { epoch, backendId, born, isLinkUp }: Leader,
  link: RedisLink,
  keys: StoreKeys,
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
 * The lease has changed hands: what the last leader said of its link is over, until this one has its own. Fails when
 * Redis does.
 */
export async function takeLinkDown(epoch: number, link: RedisLink, keys: StoreKeys): Promise<void> {
  const names = [keys.epoch, keys.telephonyLink];
  await link.evaluate(v.number(), TAKE_LINK_DOWN, names, [epoch, LINK_DOWN, keys.linkNews]);
}

/** Reads `<epoch>:<backend>:<revision>`; null: nobody leads. */
export function readLeader(text: string): AnnouncedLeader | null {
  const [, epoch, backendId, born] = /^(\d{1,16}):([^:]+):(\d{1,16})$/.exec(text) ?? [];
  if (epoch === undefined || backendId === undefined || born === undefined) return null;
  return { epoch: Number(epoch), backendId, born: Number(born) };
}
