import * as v from 'valibot';
import type { CallRecord } from '../../calls/CallRecord';
import type { JobEnd } from '../outbox/JobRunner';

/** A card of amoCRM. */
export const entitySchema = v.object({
  type: v.picklist(['contacts', 'companies', 'leads', 'customers']),
  id: v.number(),
});

/** A card of amoCRM that a call was added to. */
export type Entity = v.InferOutput<typeof entitySchema>;

/** A record as the store keeps it. */
export const recordSchema: v.GenericSchema<unknown, CallRecord> = v.object({
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

/** What agents have said of the call before its entry went on its way. */
const resultSchema = v.object({
  /** Null: none. */
  outcome: v.nullable(v.object({ text: v.string(), callStatus: v.nullable(v.number()) })),
  /** The deal that an agent has chosen; null: amoCRM chooses the card. */
  leadId: v.nullable(v.number()),
  /** Extension of the agent. */
  by: v.nullable(v.string()),
});

/** What agents have said of a call. */
export type CallResult = v.InferOutput<typeof resultSchema>;

/** A finished call on its way into amoCRM, as the outbox stores it. */
export const callJobSchema = v.object({
  record: recordSchema,
  stage: v.picklist(['deal', 'call', 'chosen', 'contact', 'unsorted', 'task', 'outcome', 'move', 'decline']),
  /** Of several contacts with the number an agent has chosen this one. Absent: not looked for yet; null: it is gone. */
  contactId: v.exactOptional(v.nullable(v.number())),
  /** We have made a contact for the number. */
  hasNewContact: v.boolean(),
  /** The card with the call's note; null: not known. */
  entity: v.nullable(entitySchema),
  /** See `CallMarks.entryKeys`. Absent: an earlier release has made the job. */
  isSigned: v.exactOptional(v.literal(true)),
  /** Absent: agents were not asked. */
  result: v.exactOptional(resultSchema),
  /** It is among the unsorted leads, which have no field for an outcome: a note says it once there is a card. */
  isInUnsorted: v.exactOptional(v.literal(true)),
});

/** A finished call on its way into amoCRM. */
export type CallJob = v.InferOutput<typeof callJobSchema>;

/** How a stage ended. */
export type StageEnd =
  | { readonly type: 'logged'; readonly entity: Entity | null }
  /** Of several contacts with the number an agent has chosen this one: amoCRM would take any of them. */
  | { readonly type: 'contactChosen'; readonly contactId: number }
  /** The deal or contact that was chosen is not there any more. */
  | { readonly type: 'cardGone' }
  /** No card has the number, so amoCRM did not accept the call. */
  | { readonly type: 'numberUnknown' }
  | { readonly type: 'contactMade' }
  | { readonly type: 'unsortedMade' }
  | { readonly type: 'taskMade' }
  /** The call of an unsorted lead is at a card now. */
  | { readonly type: 'moved' }
  /** There is no unsorted lead of the call any more. */
  | { readonly type: 'settled' }
  /** There is no card yet that the call of an unsorted lead could go to. */
  | { readonly type: 'noCard' }
  | { readonly type: 'noted' };

/** What the call log does beyond logging calls. */
export interface CallLogPolicy {
  /** What to create for a call with a number that amoCRM does not know. */
  readonly unknown: 'unsorted' | 'contact' | 'nothing';
  /** Missed calls make a task. */
  readonly makesTasks: boolean;
}

/** The job of a call that has just ended. */
export function newCallJob(record: CallRecord, result?: CallResult): CallJob {
  const stage = (result?.leadId ?? null) === null ? 'call' : 'deal';
  return {
    ...{ record, stage, hasNewContact: false, entity: null, isSigned: true },
    ...(result !== undefined && { result }),
  };
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
 * The job after a stage.
 *
 * ```
 * deal ──its entry is on the deal──────────────┐
 *  │ the deal is gone                          │
 *  ▼                                           ▼
 * call ──logged─────────────────────────────▶ task ──▶ outcome ──▶ end
 *  │ ▲ └──several have it, one was chosen──▶ chosen ──▲    (of unsorted)
 *  │ ├──────────────the contact is gone───────┘       │
 *  │ └──made── contact ◀── wanted ──┐          │ (a missed call, where tasks are wanted; else onward)
 *  └──no card has the number────────┼──▶ unsorted
 *                                   └──▶ task
 *
 * move ──moved to the client's card──▶ decline (the unsorted lead) ──▶ end
 *   ├──no unsorted lead──▶ end
 *   └──no card──▶ in vain: an agent who has made none does not keep out who makes one later
 * ```
 */
export function afterStage(job: CallJob, end: StageEnd, policy: CallLogPolicy): CallJob | JobEnd {
  switch (end.type) {
    case 'logged':
      return withTask({ ...job, entity: end.entity }, policy);
    case 'contactChosen':
      return { ...job, stage: 'chosen', contactId: end.contactId };
    case 'cardGone':
      return { ...job, stage: 'call', ...(job.stage === 'chosen' && { contactId: null }) };
    case 'numberUnknown':
      return policy.unknown === 'nothing' ? withTask(job, policy) : { ...job, stage: policy.unknown };
    case 'contactMade':
      return { ...job, stage: 'call', hasNewContact: true };
    case 'unsortedMade':
      return withTask({ ...job, ...(job.result?.outcome && { isInUnsorted: true }) }, policy);
    case 'moved':
      return { ...job, stage: 'decline' };
    case 'taskMade':
      return withOutcome(job);
    case 'settled':
    case 'noted':
      return 'done';
    case 'noCard':
      return 'vain';
  }
}

function withTask(job: CallJob, { makesTasks }: CallLogPolicy): CallJob | JobEnd {
  return makesTasks && isMissed(job.record) ? { ...job, stage: 'task' } : withOutcome(job);
}

function withOutcome(job: CallJob): CallJob | JobEnd {
  return job.isInUnsorted === true ? { ...job, stage: 'outcome' } : 'done';
}
