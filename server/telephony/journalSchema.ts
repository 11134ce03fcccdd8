import * as v from 'valibot';
import type { Journal } from '../calls/journal/Journal';

const text = v.string();
const time = v.number();
const stretch = { from: time, to: v.nullable(time) };

const participantSchema = v.object({
  id: text,
  call: text,
  side: v.picklist(['agent', 'office', 'outside']),
  extension: v.nullable(text),
  number: text,
  isCaller: v.boolean(),
  line: v.nullable(text),
  trunk: v.exactOptional(text),
  from: time,
  end: v.nullable(v.object({ at: time, isRefused: v.boolean(), isHeard: v.boolean() })),
});

const RESULTS = [
  'answered',
  'busy',
  'rejected',
  'noAnswer',
  'cancelled',
  'answeredElsewhere',
  'forwarded',
  'notRegistered',
  'unknownNumber',
  'failed',
] as const;

const factSchema = v.variant('type', [
  v.object({
    type: v.literal('rang'),
    who: text,
    by: v.nullable(text),
    isHandedOver: v.exactOptional(v.literal(true)),
    isInside: v.boolean(),
    isRinging: v.boolean(),
    result: v.nullable(v.picklist(RESULTS)),
    isReported: v.exactOptional(v.literal(true)),
    ...stretch,
  }),
  v.object({ type: v.literal('talked'), who: v.tuple([text, text]), ...stretch }),
  v.object({
    type: v.picklist(['held', 'consulting', 'queued', 'parked', 'conference']),
    who: text,
    place: v.nullable(text),
    ...stretch,
  }),
  v.object({
    type: v.literal('notTried'),
    call: text,
    extension: text,
    reason: v.picklist(['notRegistered', 'paused']),
    queue: v.exactOptional(text),
    isReported: v.exactOptional(v.literal(true)),
    from: time,
  }),
  v.object({
    type: v.literal('recorded'),
    call: text,
    isHeard: v.exactOptional(v.literal(true)),
    isOfColleagues: v.exactOptional(v.literal(true)),
    who: text,
    file: text,
    isNamed: v.boolean(),
    from: time,
  }),
  v.object({
    type: v.literal('transferred'),
    who: text,
    how: v.nullable(v.picklist(['blind', 'attended'])),
    isByPhone: v.nullable(v.boolean()),
    isByUs: v.exactOptional(v.literal(true)),
    number: v.nullable(text),
    app: v.exactOptional(text),
    from: time,
  }),
  v.object({ type: v.literal('unheard'), call: text, from: time, until: time }),
  v.object({ type: v.literal('hungUp'), who: text, from: time }),
]);

const placedSchema = v.exactOptional(v.object({ text, by: v.nullable(text), at: time }));

/** A journal as it was stored, by this release or an earlier one. */
export const journalSchema: v.GenericSchema<unknown, Journal> = v.object({
  id: text,
  startedAt: time,
  participants: v.array(participantSchema),
  facts: v.array(factSchema),
  closed: v.array(text),
  places: v.exactOptional(
    v.record(
      text,
      v.object({ deal: placedSchema, stage: placedSchema, note: placedSchema, outcome: placedSchema }),
    ),
  ),
});
