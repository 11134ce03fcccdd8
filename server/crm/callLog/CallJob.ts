import * as v from 'valibot';
import type { CallRecord } from '../../calls/CallRecord';

/** A card of amoCRM. */
const entitySchema = v.object({
  type: v.picklist(['contacts', 'companies', 'leads', 'customers']),
  id: v.number(),
});

/** A card of amoCRM that a call was added to. */
export type Entity = v.InferOutput<typeof entitySchema>;

const recordSchema: v.GenericSchema<unknown, CallRecord> = v.object({
  id: v.string(),
  direction: v.picklist(['inbound', 'outbound']),
  number: v.string(),
  via: v.nullable(v.string()),
  outcome: v.picklist(['answered', 'missed', 'busy', 'noAnswer', 'rejected', 'failed']),
  extension: v.nullable(v.string()),
  extensions: v.array(v.string()),
  startedAt: v.number(),
  answeredAt: v.nullable(v.number()),
  endedAt: v.number(),
  recording: v.nullable(v.string()),
  namedAt: v.exactOptional(v.number()),
  isEndHeard: v.exactOptional(v.literal(false)),
  isWhole: v.exactOptional(v.literal(false)),
});

/** A finished call on its way into amoCRM, as the outbox stores it. */
export const callJobSchema = v.object({
  record: recordSchema,
  stage: v.picklist(['call', 'contact', 'unsorted', 'task', 'move', 'decline']),
  /** We have made a contact for the number. */
  hasNewContact: v.boolean(),
  /** The card with the call's note; null: not known. */
  entity: v.nullable(entitySchema),
});

/** A finished call on its way into amoCRM. */
export type CallJob = v.InferOutput<typeof callJobSchema>;

/** How a stage ended. */
export type StageEnd =
  | { readonly type: 'logged'; readonly entity: Entity | null }
  /** No card has the number, so amoCRM did not accept the call. */
  | { readonly type: 'numberUnknown' }
  | { readonly type: 'contactMade' }
  | { readonly type: 'unsortedMade' }
  | { readonly type: 'taskMade' }
  /** The call of an unsorted lead is at a card now. */
  | { readonly type: 'moved' }
  /** There is no unsorted lead of the call any more, or no card that it could go to. */
  | { readonly type: 'settled' };

/** What the call log does beyond logging calls. */
export interface CallLogPolicy {
  /** What to create for a call with a number that amoCRM does not know. */
  readonly unknown: 'unsorted' | 'contact' | 'nothing';
  /** Missed calls make a task. */
  readonly makesTasks: boolean;
}

/** The job of a call that has just ended. */
export function newCallJob(record: CallRecord): CallJob {
  return { record, stage: 'call', hasNewContact: false, entity: null };
}

/** The job of a call of which an unsorted lead may have been made before the client got a card. */
export function newMoveJob(record: CallRecord): CallJob {
  return { ...newCallJob(record), stage: 'move' };
}

/** Was it a client's call that was not answered? */
export function isMissed({ direction, outcome }: CallRecord): boolean {
  return direction === 'inbound' && outcome !== 'answered';
}

/**
 * The job after a stage; null: it is done.
 *
 * ```
 * call ──logged──────────────────────────▶ task ──▶ end
 *  │ ▲                                      ▲  (a missed call, where tasks are wanted; else the end)
 *  │ └──made── contact ◀── wanted ──┐       │
 *  └──no card has the number────────┼──▶ unsorted
 *                                   └──▶ task
 *
 * move ──moved to the client's card──▶ decline (the unsorted lead) ──▶ end
 *   └──no unsorted lead, or no card──▶ end
 * ```
 */
export function afterStage(job: CallJob, end: StageEnd, policy: CallLogPolicy): CallJob | null {
  switch (end.type) {
    case 'logged':
      return withTask({ ...job, entity: end.entity }, policy);
    case 'numberUnknown':
      return policy.unknown === 'nothing' ? withTask(job, policy) : { ...job, stage: policy.unknown };
    case 'contactMade':
      return { ...job, stage: 'call', hasNewContact: true };
    case 'unsortedMade':
      return withTask(job, policy);
    case 'moved':
      return { ...job, stage: 'decline' };
    case 'taskMade':
    case 'settled':
      return null;
  }
}

function withTask(job: CallJob, { makesTasks }: CallLogPolicy): CallJob | null {
  return makesTasks && isMissed(job.record) ? { ...job, stage: 'task' } : null;
}
