import type { FastifyBaseLogger } from 'fastify';
import { RedisLink } from './RedisLink';
import type { RedisSettings } from './redisSettings';
import { RedisTextStore } from './RedisTextStore';
import { RedisKeys } from './RedisKeys';
import type { Clock } from '../system/Clock';
import type { Feature } from '../system/Feature';

/** The Redis that several backends share. Not connected yet. */
export interface SharedRedis extends Feature {
  readonly link: RedisLink;
  readonly keys: RedisKeys;
  /** Finished calls that are not in amoCRM yet. */
  readonly outbox: RedisTextStore;
  /** Records of calls that are not over yet. */
  readonly drafts: RedisTextStore;
}

/** Builds the connection to Redis and the stores in it. */
export function createRedis(
  { url, prefix }: RedisSettings,
  clock: Clock,
  logger: FastifyBaseLogger,
): SharedRedis {
  const keys = new RedisKeys(prefix);
  const link = new RedisLink(url, clock, logger);
  return {
    close: () => link.close(),
    link,
    keys,
    outbox: new RedisTextStore(link, keys.outbox),
    drafts: new RedisTextStore(link, keys.drafts),
  };
}
