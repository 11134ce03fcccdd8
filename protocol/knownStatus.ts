import * as v from 'valibot';
import { agentStatusSchema, NOT_IN_CONVERSATION, type AgentStatus } from './agentStatus';

/** Longest of what is kept, as JSON, UTF-16 units: several times what a backend sends there. */
const LONGEST = 4_000;

/**
 * The status that a widget sends back with a poll: checked whole, and reduced to what it is compared by. A backend holds polls by
 * the thousand, and 60 kB of unused fields take more than a megabyte in each. Null: no backend has sent it.
 */
export const knownStatusSchema = v.pipe(agentStatusSchema, v.transform(reduced));

/** The original protocol's fields, and of ours the revisions, the link, and whether the status was sent with its calls. */
function reduced(status: AgentStatus): AgentStatus | null {
  const { revision, telephony_link, missed_clients, calls } = status;
  const known = { ...conversationOf(status), revision, telephony_link, missed_clients, calls: calls && [] };
  return JSON.stringify(known).length <= LONGEST ? known : null;
}

function conversationOf({ status, call_info }: AgentStatus): AgentStatus {
  if (status === 'NOT_CONVERSATION') return NOT_IN_CONVERSATION;
  const { unique_id, contact_name, contact_id, contact_phone, is_hold, is_mute, timestamp } = call_info;
  return {
    status,
    call_info: { unique_id, contact_name, contact_id, contact_phone, is_hold, is_mute, timestamp },
  };
}
