import * as v from 'valibot';

/** What can be set of Redis, where several backends work together. */
export const redisSettingsSchema = v.strictObject({
  /** Address, with the password in it if there is one: `redis://` or, with TLS, `rediss://`. A secret. */
  url: v.pipe(v.string(), v.check(isRedisAddress, 'an address such as redis://host:6379 is expected')),
  /** Begin of all keys and channels, so that installations may share one Redis. */
  prefix: v.optional(
    v.pipe(v.string(), v.regex(/^[\w:{}.-]{1,64}$/, 'letters, digits and :_.-{}')),
    'asteriskng:',
  ),
});

/** Settings of Redis. */
export type RedisSettings = v.InferOutput<typeof redisSettingsSchema>;

function isRedisAddress(text: string): boolean {
  return URL.canParse(text) && ['redis:', 'rediss:'].includes(new URL(text).protocol);
}
