import { NOT_IN_CONVERSATION, type AgentStatus, type CallInfo } from '../../protocol/agentStatus';
import type { AgentCall } from './AgentCall';
import type { AgentPicture } from './AgentPicture';
import { callInConversation, liveCalls } from './trackCalls';
import { wireCall, wireMissedCall } from './wireCall';

/**
 * The agent's picture as the wire shows it.
 * @param now ms since 1970; nothing but `server_time` follows from it
 */
export function toAgentStatus({ calls, missed, revision }: AgentPicture, now: number): AgentStatus {
  const liveIds = new Set(liveCalls(calls).map(({ id }) => id));
  return {
    ...conversation(calls),
    calls: calls.map((call) => wireCall(call, liveIds)),
    missed: missed.map(wireMissedCall),
    revision,
    server_time: now / 1_000,
  };
}

/**
 * Is what the widget believes true? One that has a revision is compared by it alone; one without, as the
 * original widget has it, by the call in conversation.
 */
export function isBelieved(believed: AgentStatus | null, truth: AgentStatus): boolean {
  return believed?.revision === undefined
    ? isSameConversation(believed, truth)
    : believed.revision === truth.revision;
}

/** What the original widget knows of the calls. */
function conversation(calls: readonly AgentCall[]): AgentStatus {
  const call = callInConversation(calls);
  if (call === null) return NOT_IN_CONVERSATION;
  return {
    status: 'CONVERSATION',
    call_info: {
      unique_id: call.id,
      contact_name: call.party.name,
      contact_id: call.party.contactId,
      contact_phone: call.party.number,
      is_hold: call.isHeld,
      is_mute: call.isMuted,
      timestamp: call.answeredAt / 1_000,
    },
  };
}

const FIELDS = [
  'unique_id',
  'contact_name',
  'contact_id',
  'contact_phone',
  'is_hold',
  'is_mute',
  'timestamp',
] as const satisfies readonly (keyof CallInfo)[];

/** Fields that we don't know don't count; missing and null are the same. */
function isSameConversation(believed: AgentStatus | null, truth: AgentStatus): boolean {
  if (believed === null || believed.status !== truth.status) return false;
  if (believed.status === 'NOT_CONVERSATION' || truth.status === 'NOT_CONVERSATION') return true;
  return FIELDS.every((field) => (believed.call_info[field] ?? null) === (truth.call_info[field] ?? null));
}
