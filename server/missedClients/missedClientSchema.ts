import * as v from 'valibot';
import { callBackTaskSchema } from '../crm/callBacks/FinishJob';

const time = v.pipe(v.number(), v.finite());
const extension = v.string();

const calls = {
  key: v.pipe(v.string(), v.minLength(1)),
  id: v.string(),
  number: v.string(),
  line: v.nullable(v.string()),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  firstAt: time,
  lastAt: time,
  endedAt: time,
  calls: v.array(v.string()),
  rung: v.array(extension),
  attempts: v.nullable(
    v.object({ count: v.pipe(v.number(), v.minValue(1)), by: v.nullable(extension), at: time }),
  ),
  // An earlier version has kept neither.
  promises: v.optional(
    v.array(v.object({ call: v.string(), by: extension, dueAt: time, promisedAt: time })),
    [],
  ),
  tasks: v.optional(v.array(callBackTaskSchema), []),
};

/** A `MissedClient` as the store keeps it, as JSON. */
export const missedClientSchema = v.variant('phase', [
  v.object({ phase: v.literal('waiting'), ...calls }),
  v.object({ phase: v.literal('taken'), ...calls, by: extension, takenAt: time }),
  v.object({ phase: v.literal('talked'), ...calls, by: v.nullable(extension), talkedAt: time }),
]);
