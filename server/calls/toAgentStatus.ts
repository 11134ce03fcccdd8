import { NOT_IN_CONVERSATION, type AgentStatus, type CallInfo } from '../../protocol/agentStatus';
import type { AgentCall } from './AgentCall';
import type { AgentState } from './AgentState';
import { callInConversation, liveCalls } from './trackCalls';
import { boundStatus, type ExtendedStatus } from './boundStatus';
import { wireCall, wireMissedCall, wireWentTo } from './wireCall';

/**
 * The agent's state as the wire shows it, bounded so that a widget can send it back whole (`boundStatus`).
 * @param shared what all agents have in common: the connection to the telephone system, and the revision of the company's
 *   list of missed calls
 * @param now ms since 1970, for `server_time` alone
 */
export function toAgentStatus(
  { calls, missed, revision }: AgentState,
  shared: { readonly isLinkUp: boolean; readonly missedClients?: number | undefined },
  now: number,
): ExtendedStatus {
  const liveIds = new Set(liveCalls(calls).map(({ id }) => id));
  return boundStatus({
    ...conversation(calls),
    calls: calls.map((call) => wireCall(call, liveIds)),
    missed: missed.map(wireMissedCall),
    revision,
    ...(!shared.isLinkUp && { telephony_link: 'DOWN' }),
    ...(shared.missedClients !== undefined && { missed_clients: shared.missedClients }),
    server_time: now / 1_000,
  });
}

/**
 * Is the status that a widget has up to date? It may send
 * - null: it has none, so it is not;
 * - a status without a revision (the original widget): compared by the conversation;
 * - a revision without `calls` (our widget): compared by revision, by link when it sends `telephony_link`, and by the list of
 *   missed calls when it shows that;
 * - the whole status (our widget 1.0.0): compared by revision and conversation, since the widget may have changed its
 *   copy of the conversation.
 */
export function isUpToDate(
  known: AgentStatus | null,
  current: AgentStatus,
  wanted: WantedOfStatus = {},
): boolean {
  if (wanted.missed_clients === true && known?.missed_clients !== current.missed_clients) return false;
  if (known?.revision === undefined) return isSameConversation(known, current);
  if (known.revision !== current.revision) return false;
  if (known.missed_clients !== undefined && known.missed_clients !== current.missed_clients) return false;
  if (known.calls !== undefined) return isSameConversation(known, current);
  const link = known.telephony_link;
  return link === undefined || link === (current.telephony_link ?? 'UP');
}

/**
 * The status in the form for the widget that sent `known`. A status without a revision comes from the original
 * widget, which gets none: it would send the revision back, and its polls would be answered at changes that it can't
 * show.
 */
export function statusFor(known: AgentStatus | null, current: AgentStatus): AgentStatus {
  if (known === null || known.revision !== undefined) return current;
  return current.status === 'CONVERSATION'
    ? { status: current.status, call_info: current.call_info }
    : NOT_IN_CONVERSATION;
}

/** What a poll asks for beside the status of 1.0.0. */
export interface WantedOfStatus {
  readonly cards?: boolean;
  readonly missed_clients?: boolean;
}

/** The status with what the poll asks for, and without what it does not. */
export function withWanted(
  status: AgentStatus,
  wanted: WantedOfStatus,
  calls: readonly AgentCall[],
): AgentStatus {
  const asked = wanted.missed_clients ? status : withoutMissedClients(status);
  return wanted.cards ? withCards(asked, calls) : asked;
}

function withoutMissedClients(status: AgentStatus): AgentStatus {
  if (status.missed_clients === undefined) return status;
  const rest = { ...status };
  delete rest.missed_clients;
  return rest;
}

/**
 * The status with the cards of its calls, how far their notes are, and where ended ones have gone. They are put to it after its bounds: only widgets that
 * ask for them get them, and those do not send the calls back.
 */
function withCards(status: AgentStatus, calls: readonly AgentCall[]): AgentStatus {
  if (status.calls === undefined) return status;
  const all = new Map(calls.map((call) => [call.id, call]));
  return {
    ...status,
    calls: status.calls.map((sent) => {
      const call = all.get(sent.unique_id);
      const { card, note } = call ?? {};
      const went_to = call?.phase === 'ended' ? wireWentTo(call) : undefined;
      return {
        ...sent,
        ...(card !== undefined && { card }),
        ...(note !== undefined && { note }),
        ...(went_to !== undefined && { went_to }),
      };
    }),
  };
}

/** The fields of the original protocol: one conversation or none. */
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

/** Compares the fields of the original protocol; a missing field equals null, unknown ones are ignored. */
function isSameConversation(known: AgentStatus | null, current: AgentStatus): boolean {
  if (known === null || known.status !== current.status) return false;
  if (known.status === 'NOT_CONVERSATION' || current.status === 'NOT_CONVERSATION') return true;
  return FIELDS.every((field) => (known.call_info[field] ?? null) === (current.call_info[field] ?? null));
}
