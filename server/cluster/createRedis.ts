import type { FastifyBaseLogger } from 'fastify';
import { RedisLink } from './RedisLink';
import type { RedisSettings } from './redisSettings';
import { RedisTexts } from './RedisTexts';
import { StoreKeys } from './StoreKeys';
import type { Clock } from '../system/Clock';

/** Redis, which several backends share. Not connected yet. */
export interface SharedRedis {
  readonly link: RedisLink;
  readonly keys: StoreKeys;
  /** Calls that are not in amoCRM yet. */
  readonly outbox: RedisTexts;
  /** Records of calls that are not over yet. */
  readonly drafts: RedisTexts;
}

/** Builds the way to Redis. */
export function createRedis(
  { url, prefix }: RedisSettings,
  clock: Clock,
  logger: FastifyBaseLogger,
): SharedRedis {
  const keys = new StoreKeys(prefix);
  const link = new RedisLink(url, clock, logger);
  return {
    link,
    keys,
    outbox: new RedisTexts(link, keys.outbox),
    drafts: new RedisTexts(link, keys.drafts),
  };
}
