import * as v from 'valibot';
import type { RedisLink } from './RedisLink';

const OK = v.number();
const PUT = `redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) return 1`;
const DELETE = `return redis.call('HDEL', KEYS[1], ARGV[1])`;
const ALL = `return redis.call('HGETALL', KEYS[1])`;

/**
 * Texts by key in a hash of Redis, such as calls that are not in amoCRM yet. All functions fail when Redis does.
 */
export class RedisTextStore {
  constructor(
    private readonly link: RedisLink,
    /** Name of the hash. */
    private readonly hash: string,
  ) {}

  /** Stores the text; replaces one with the same key. */
  async put(key: string, text: string): Promise<void> {
    await this.link.evaluate(OK, PUT, [this.hash], [key, text]);
  }

  /** All texts by key. */
  async all(): Promise<ReadonlyMap<string, string>> {
    const fields = await this.link.evaluate(v.array(v.string()), ALL, [this.hash]);
    const texts = new Map<string, string>();
    for (let index = 0; index + 1 < fields.length; index += 2)
      texts.set(fields[index] ?? '', fields[index + 1] ?? '');
    return texts;
  }

  async delete(key: string): Promise<void> {
    await this.link.evaluate(OK, DELETE, [this.hash], [key]);
  }
}
