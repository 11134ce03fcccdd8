import type { AgentStatus } from '../../protocol/agentStatus';
import type { WireCall, WireMissedCall } from '../../protocol/call';

/** A call in the form of the wire, which rings at the agent unless the changes set another phase. */
export function wireCall(unique_id: string, changes: Partial<WireCall> = {}): WireCall {
  return {
    unique_id,
    direction: 'INBOUND',
    phase: 'RINGING',
    contact_phone: '+79101234567',
    is_hold: false,
    is_mute: false,
    started_at: 1_763_700_100,
    ...changes,
  };
}

/** The missed calls from one number, in the form of the wire. */
export function wireMissed(unique_id: string, changes: Partial<WireMissedCall> = {}): WireMissedCall {
  return { unique_id, contact_phone: '+79101234567', count: 1, at: 1_763_700_100, ...changes };
}

/** A status with these calls, in the form of the wire; `call_info` is the one in conversation. */
export function wireStatus(
  revision: number,
  calls: WireCall[],
  rest: { missed?: WireMissedCall[]; server_time?: number } = {},
): AgentStatus {
  const talk = calls.find(({ phase }) => phase === 'CONVERSATION');
  const extension = { revision, calls, missed: [], ...rest };
  if (talk === undefined) return { status: 'NOT_CONVERSATION', call_info: null, ...extension };
  const { unique_id, contact_phone, is_hold, is_mute, started_at } = talk;
  const call_info = { unique_id, contact_phone, is_hold, is_mute, timestamp: started_at };
  return { status: 'CONVERSATION', call_info, ...extension };
}
