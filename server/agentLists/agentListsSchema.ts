import * as v from 'valibot';
import type { MissedCall } from '../calls/trackMissed';

const ms = v.pipe(v.number(), v.finite());
const userId = v.nullable(v.number());
const ownedCard = v.object({ id: v.string(), name: v.string(), responsibleId: userId });

/** A `Party` as it is stored. */
export const partySchema = v.object({
  number: v.string(),
  name: v.nullable(v.string()),
  contactId: v.nullable(v.string()),
  company: v.nullable(v.string()),
  responsible: v.nullable(v.string()),
  matches: v.array(v.object({ id: v.string(), name: v.string() })),
  lookup: v.optional(v.picklist(['underWay', 'done', 'failed'])),
  whole: v.optional(
    v.object({
      contacts: v.array(ownedCard),
      company: v.nullable(ownedCard),
      leads: v.array(v.object({ responsibleId: userId, stage: v.string() })),
    }),
  ),
});

export const missedSchema: v.GenericSchema<unknown, MissedCall> = v.object({
  id: v.string(),
  party: partySchema,
  count: v.number(),
  at: ms,
});

/** Numbers that an agent recently spoke with. */
export const recentSchema = v.array(v.string());

/** An agent's lists as they are stored. */
export const agentListsSchema = v.object({
  missed: v.array(missedSchema),
  recent: recentSchema,
  /** The user whose they are. Absent: an earlier version has written them. */
  of: v.exactOptional(v.object({ email: v.string(), amouserId: v.exactOptional(v.number()) })),
});
