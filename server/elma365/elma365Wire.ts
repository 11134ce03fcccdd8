import * as v from 'valibot';

/**
 * Messages between backend and module (docs/ELMA365.md). The module has its own small parser, since it is pasted into
 * ELMA365 as one file. Numbers are in the backend's format; the module formats them.
 */

/** Outcome of a call; `unknown`: not known yet. */
export const elmaOutcomes = ['answered', 'busy', 'cancelled', 'noAnswer', 'unknown'] as const;
export type ElmaOutcome = (typeof elmaOutcomes)[number];

const text = v.pipe(v.string(), v.maxLength(500));
const pushBase = {
  /** Id of this push; the same when it is sent again. */
  id: v.pipe(text, v.minLength(1)),
  /** The telephone system's id of the whole call. */
  call: v.pipe(text, v.minLength(1)),
  way: v.picklist(['in', 'out']),
  outcome: v.picklist(elmaOutcomes),
  /** The client's number; empty: hidden. */
  number: text,
};

/** Something happened to an agent's phone. */
export const elmaEventSchema = v.strictObject({
  type: v.literal('event'),
  ...pushBase,
  stage: v.picklist(['start', 'answer', 'end']),
  extension: v.pipe(text, v.minLength(1)),
});
export type ElmaEvent = v.InferOutput<typeof elmaEventSchema>;

/** A call between a client and the company is over. */
export const elmaRecordSchema = v.strictObject({
  type: v.literal('record'),
  ...pushBase,
  /** Empty: no agent took part. */
  extension: text,
  /** ISO 8601, UTC */
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Talk time, s. */
  duration: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Queue or line that was dialled; empty: not known. */
  via: text,
  /** Signed URL of the recording; empty: none. */
  recording: v.pipe(v.string(), v.maxLength(2_000)),
});
export type ElmaRecord = v.InferOutput<typeof elmaRecordSchema>;

/** A push to the webhook, which also has `key`. */
export const elmaPushSchema = v.variant('type', [elmaEventSchema, elmaRecordSchema]);
export type ElmaPush = ElmaEvent | ElmaRecord;

/** Body of `POST calls`: ring this agent's phone, then the number. */
export const callOrderSchema = v.object({
  from: v.pipe(v.string(), v.trim(), v.regex(/^\d{2,8}$/)),
  to: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
});

/** Body of `PUT webhook`: the URL for pushes. */
export const webhookOrderSchema = v.object({ url: v.pipe(v.string(), v.url(), v.maxLength(2_000)) });
