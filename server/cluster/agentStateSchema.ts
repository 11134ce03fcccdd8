import * as v from 'valibot';
import { noteStateSchema } from '../../protocol/callNote';
import { callerCardSchema } from '../../protocol/callerCard';
import type { AgentState } from '../calls/AgentState';
import { missedSchema, partySchema } from '../agentLists/agentListsSchema';

const ms = v.pipe(v.number(), v.finite());

const base = {
  id: v.string(),
  direction: v.picklist(['inbound', 'outbound', 'internal']),
  party: partySchema,
  via: v.nullable(v.string()),
  consultOf: v.nullable(v.string()),
  startedAt: ms,
  card: v.optional(callerCardSchema),
  note: v.optional(noteStateSchema),
};

const callSchema = v.variant('phase', [
  v.object({ ...base, phase: v.picklist(['dialing', 'ringing']) }),
  v.object({
    ...base,
    phase: v.literal('talking'),
    answeredAt: ms,
    isHeld: v.boolean(),
    isMuted: v.boolean(),
    isFarHeld: v.boolean(),
  }),
  v.object({
    ...base,
    phase: v.literal('ended'),
    answeredAt: v.nullable(ms),
    endedAt: ms,
    wentTo: v.optional(v.object({ name: v.string(), isRefused: v.boolean() })),
    reason: v.picklist([
      'hungUp',
      'busy',
      'noAnswer',
      'rejected',
      'missed',
      'answeredElsewhere',
      'transferred',
      'failed',
      'unknownNumber',
    ]),
  }),
]);

/** An agent's state as another backend wrote it to Redis. */
export const agentStateSchema: v.GenericSchema<unknown, AgentState> = v.object({
  calls: v.array(callSchema),
  missed: v.array(missedSchema),
  revision: ms,
  origin: v.nullable(v.object({ trace: v.string(), at: ms })),
});
