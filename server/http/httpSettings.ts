import { isIP } from 'node:net';
import * as v from 'valibot';
import { issueText } from '../system/issueMessage';
import { httpSettingMessages } from './messages';

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** An address, or a network such as `10.0.0.0/8`. */
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
  /** What one agent may ask a minute, and at once after a rest. A widget needs some 10, each open tab of an old one too. */
  requestsPerMinute: v.optional(whole(30, 100_000), 600),
  /** Keys that an address may try a minute, until it has shown a right one. */
  keysPerMinute: v.optional(whole(1, 10_000), 30),
});

const timeLimitsSchema = v.strictObject({
  /**
   * A client must have sent the head of its request by then, ms. Node counts a stall of our own as the client's: the
   * limit has to outlast the crowd that comes back after a restart.
   */
  headersMs: v.optional(whole(100, 60_000), 20_000),
  /** And the whole of it by then, ms. */
  requestMs: v.optional(whole(200, 120_000), 30_000),
  /** A connection on which nothing moves either way is cut, ms; polls are held for 8,000. */
  idleMs: v.optional(whole(10_000, 3_600_000), 60_000),
});

const auditSchema = v.strictObject({
  /** File to which lines are added; else they are in the log alone. */
  file: v.optional(v.pipe(v.string(), v.minLength(1))),
  /** How numbers stand in the lines: their last four digits, or whole. */
  numbers: v.optional(v.picklist(['last4', 'whole']), 'last4'),
});

/** What can be set of the HTTP side. */
export const httpSettingsSchema = v.strictObject({
  /** Proxies whose `X-Forwarded-For` is believed. */
  trustProxy: v.optional(v.array(network), ['127.0.0.1', '::1']),
  /** Pages that may ask this backend straight from the browser; none: only through amoCRM's proxy. */
  cors: v.optional(v.strictObject({ origins: v.optional(v.array(origin), []) }), {}),
  limits: v.optional(limitsSchema, {}),
  timeLimits: v.optional(timeLimitsSchema, {}),
  audit: v.optional(auditSchema, {}),
});

/** Settings of the HTTP side. */
export type HttpSettings = v.InferOutput<typeof httpSettingsSchema>;

/** Defaults. */
export const defaultHttpSettings: HttpSettings = v.parse(httpSettingsSchema, {});
