import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { redisSettingMessages } from './messages';

/** Schema of the settings of Redis, which several backends share. */
export const redisSettingsSchema = v.strictObject({
  /** Address, with the password in it if there is one: `redis://` or, with TLS, `rediss://`. A secret. */
  url: v.pipe(v.string(), v.check(isRedisAddress, issueText(redisSettingMessages.address))),
  /** Begin of all keys and channels, so that installations may share one Redis. */
  prefix: v.optional(
    v.pipe(v.string(), v.regex(/^[\w:{}.-]{1,64}$/, issueText(redisSettingMessages.prefix))),
    'asteriskng:',
  ),
});

/** Settings of Redis. */
export type RedisSettings = v.InferOutput<typeof redisSettingsSchema>;

function isRedisAddress(text: string): boolean {
  return URL.canParse(text) && ['redis:', 'rediss:'].includes(new URL(text).protocol);
}
