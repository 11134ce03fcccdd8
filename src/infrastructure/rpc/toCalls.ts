import type { AgentStatus } from '../../../protocol/agentStatus';
import type { Call } from '../../domain/calls/Call';

/** The agent's live calls in a status of the wire. Wire names end here. */
export function toCalls(status: AgentStatus): readonly Call[] {
  if (status.status === 'NOT_CONVERSATION') return [];
  const info = status.call_info;
  const name = info.contact_name?.trim() ?? '';
  const contactId = String(info.contact_id ?? '');
  return [
    {
      id: info.unique_id,
      phase: info.is_hold ? 'held' : 'talking',
      party: {
        name: name === '' ? null : name,
        number: info.contact_phone,
        // It becomes part of an address, so nothing but digits passes.
        contactId: /^\d{1,19}$/.test(contactId) ? contactId : null,
      },
      answeredAt: info.timestamp * 1_000,
      muted: info.is_mute,
    },
  ];
}
