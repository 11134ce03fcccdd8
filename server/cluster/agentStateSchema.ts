import * as v from 'valibot';
import type { AgentState } from '../calls/AgentState';

const ms = v.pipe(v.number(), v.finite());

const userId = v.nullable(v.number());
const ownedCard = v.object({ id: v.string(), name: v.string(), responsibleId: userId });

const partySchema = v.object({
  number: v.string(),
  name: v.nullable(v.string()),
  contactId: v.nullable(v.string()),
  company: v.nullable(v.string()),
  responsible: v.nullable(v.string()),
  matches: v.array(v.object({ id: v.string(), name: v.string() })),
  whole: v.optional(
    v.object({
      contacts: v.array(ownedCard),
      company: v.nullable(ownedCard),
      leads: v.array(v.object({ responsibleId: userId, stage: v.string() })),
    }),
  ),
});

const base = {
  id: v.string(),
  direction: v.picklist(['inbound', 'outbound', 'internal']),
  party: partySchema,
  via: v.nullable(v.string()),
  consultOf: v.nullable(v.string()),
  startedAt: ms,
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
  missed: v.array(v.object({ id: v.string(), party: partySchema, count: v.number(), at: ms })),
  revision: ms,
  origin: v.nullable(v.object({ trace: v.string(), at: ms })),
});

/** Numbers that an agent recently spoke with. */
export const recentSchema = v.array(v.string());

/** Parses text as JSON of this shape; null: it is not. */
export function readJson<T>(schema: v.GenericSchema<unknown, T>, text: string): T | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
