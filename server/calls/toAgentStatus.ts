import { NOT_IN_CONVERSATION, type AgentStatus, type CallInfo } from '../../protocol/agentStatus';
import type { AgentCall } from './AgentCall';
import type { AgentState } from './AgentState';
import { callInConversation, liveCalls } from './trackCalls';
import { boundStatus, type ExtendedStatus } from './boundStatus';
import { wireCall, wireMissedCall } from './wireCall';

/**
 * The agent's state as the wire shows it, small enough to be sent back whole.
 * @param isLinkUp is there a connection to the telephone system?
 * @param now ms since 1970; nothing but `server_time` follows from it
 */
export function toAgentStatus(
  { calls, missed, revision }: AgentState,
  isLinkUp: boolean,
  now: number,
): ExtendedStatus {
  const liveIds = new Set(liveCalls(calls).map(({ id }) => id));
  return boundStatus({
    ...conversation(calls),
    calls: calls.map((call) => wireCall(call, liveIds)),
    missed: missed.map(wireMissedCall),
    revision,
    ...(!isLinkUp && { telephony_link: 'DOWN' }),
    server_time: now / 1_000,
  });
}

/**
 * Does the asker know the truth? Four kinds of belief:
 * - null: nothing is known;
 * - no revision: the original widget's, compared by the call in conversation;
 * - revision without `calls`: what our widget sends, compared by revision, and by link where it names one;
 * - the whole status echoed, as 1.0.0 sends it: by both, since an asker may have changed the call by itself.
 */
export function isBelieved(believed: AgentStatus | null, truth: AgentStatus): boolean {
  if (believed?.revision === undefined) return isSameConversation(believed, truth);
  if (believed.revision !== truth.revision) return false;
  if (believed.calls !== undefined) return isSameConversation(believed, truth);
  const link = believed.telephony_link;
  return link === undefined || link === (truth.telephony_link ?? 'UP');
}

/**
 * The status as the asker can use it. One who sends a status without a revision knows nothing of our extension: the
 * original widget would echo a revision, and its polls would end with each change that it does not show.
 */
export function statusFor(believed: AgentStatus | null, truth: AgentStatus): AgentStatus {
  if (believed === null || believed.revision !== undefined) return truth;
  return truth.status === 'CONVERSATION'
    ? { status: truth.status, call_info: truth.call_info }
    : NOT_IN_CONVERSATION;
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
