import * as v from 'valibot';
import type { TelephonyListener } from '../calls/Telephony';
import type { Feature, FeatureKind } from '../system/Feature';
import { RedisCheck } from './RedisCheck';
import { redisSettingsSchema, type RedisSettings } from './redisSettings';

const settings = v.optional(redisSettingsSchema);

/** Several backends that share a Redis, of which one leads. */
export const clusterFeature: FeatureKind<typeof settings, { readonly redis?: RedisSettings | undefined }> = {
  settings,
  secrets: new Map([['ASTERISKNG_REDIS_URL', 'url']]),
  isSetUpBySecret: true,
  checks: ({ redis }, { clock }) => (redis === undefined ? [] : [new RedisCheck(redis, clock)]),
};

/**
 * The connection to the telephone system; of several backends only the leader has it. It starts last and closes first,
 * so that a stopping backend steps down while its stores are still open.
 * @param calls the member of the cluster, or the driver itself where there is one backend
 */
export function clusterPlugin(
  calls: { start(listener: TelephonyListener): Promise<void>; cancelStart?(): void; close(): Promise<void> },
  listener: TelephonyListener,
): Feature {
  return {
    start: () => calls.start(listener),
    cancelStart: () => calls.cancelStart?.(),
    close: () => calls.close(),
  };
}
