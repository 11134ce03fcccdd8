import * as v from 'valibot';
import type { CallBackTask, FinishedTask } from './CallBackList';

/** A `CallBackTask` as the store keeps it. */
export const callBackTaskSchema: v.GenericSchema<unknown, CallBackTask> = v.object({
  id: v.number(),
  kind: v.picklist(['missed', 'promised']),
  call: v.string(),
});

/** A task that is to be completed in amoCRM, as the outbox stores it. */
export interface FinishJob extends FinishedTask {
  readonly stage: 'finishTask';
}

/** See `FinishJob`. */
export const finishJobSchema: v.GenericSchema<unknown, FinishJob> = v.object({
  stage: v.literal('finishTask'),
  task: callBackTaskSchema,
  number: v.string(),
  why: v.picklist(['talked', 'over']),
  by: v.nullable(v.string()),
  at: v.number(),
});
