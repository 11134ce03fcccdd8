import { NOT_IN_CONVERSATION, type AgentStatus, type CallInfo } from '../../protocol/agentStatus';
import type { AgentCall } from './AgentCall';
import { callInConversation } from './trackCalls';

/** The agent's calls as the wire shows them. */
export function toAgentStatus(calls: readonly AgentCall[]): AgentStatus {
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

/** Is what the widget believes true? Fields that we don't know don't count; missing and null are the same. */
export function isSameStatus(believed: AgentStatus | null, truth: AgentStatus): boolean {
  if (believed === null || believed.status !== truth.status) return false;
  if (believed.status === 'NOT_CONVERSATION' || truth.status === 'NOT_CONVERSATION') return true;
  return FIELDS.every((field) => (believed.call_info[field] ?? null) === (truth.call_info[field] ?? null));
}
