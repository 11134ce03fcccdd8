import { isIP } from 'node:net';
import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { httpSettingMessages } from './messages';

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** An IP address, or a network such as `10.0.0.0/8`. */
const network = v.pipe(
  v.string(),
  v.check((text) => {
    const [address, bits, more] = text.split('/');
    const version = isIP(address ?? '');
    const isBits =
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    return version !== 0 && isBits && more === undefined;
  }, issueText(httpSettingMessages.network)),
);

const origin = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?$/, issueText(httpSettingMessages.origin)),
);

const limitsSchema = v.strictObject({
  /**
   * Requests of one agent a minute, and in one burst. A widget sends some 10 a minute; of the original widget each open
   * tab does.
   */
  requestsPerMinute: v.optional(whole(30, 100_000), 600),
  /** Wrong keys that an address may try a minute (`KeyLimiter`). */
  keysPerMinute: v.optional(whole(1, 10_000), 30),
});

const timeLimitsSchema = v.strictObject({
  /**
   * Time limit for the headers of a request, ms. Node counts time in which our own process was busy too, so the limit
   * has to exceed the rush of all widgets after a restart.
   */
  headersMs: v.optional(whole(100, 60_000), 20_000),
  /** Time limit for the whole request, ms. */
  requestMs: v.optional(whole(200, 120_000), 30_000),
  /** A connection without traffic is closed after this time, ms; it has to exceed the 8,000 of a poll. */
  idleMs: v.optional(whole(10_000, 3_600_000), 60_000),
});

const auditSchema = v.strictObject({
  /** File to which entries are appended; undefined: they are in the log only. */
  file: v.optional(v.pipe(v.string(), v.minLength(1))),
  /** Telephone numbers in the file's entries: their last four digits, or whole. The log never has them whole. */
  numbers: v.optional(v.picklist(['last4', 'whole']), 'last4'),
});

/** Schema of the setting `http`. */
export const httpSettingsSchema = v.strictObject({
  /** Proxies whose `X-Forwarded-For` is trusted. */
  trustProxy: v.optional(v.array(network), ['127.0.0.1', '::1']),
  /** Origins of pages that may send requests from the browser; none: widgets use amoCRM's proxy. */
  cors: v.optional(v.strictObject({ origins: v.optional(v.array(origin), []) }), {}),
  limits: v.optional(limitsSchema, {}),
  timeLimits: v.optional(timeLimitsSchema, {}),
  audit: v.optional(auditSchema, {}),
});

/** The setting `http`. */
export type HttpSettings = v.InferOutput<typeof httpSettingsSchema>;

/** `http` when nothing is set. */
export const defaultHttpSettings: HttpSettings = v.parse(httpSettingsSchema, {});
