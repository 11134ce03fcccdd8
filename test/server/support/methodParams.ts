import type { Method } from '../../../protocol/methods';

const CLIENT = '+79101234567';

/** Parameters with which each method of the wire can be asked. */
export const methodParams: Readonly<Record<Method, object>> = {
  ping: {},
  open_session: {},
  get_agent_status: {},
  get_contacts: { start_with: CLIENT, max_results: 5 },
  get_last_contacts: { max_results: 5 },
  originate: { phone: CLIENT },
  originate_by_contact: { contact_uuid: `amo:77:${CLIENT}` },
  redirect: { phone: CLIENT },
  set_mute: { is_mute: true },
  set_hold: { is_hold: true },
  hangup: {},
  answer: { unique_id: 'x' },
  reject: { unique_id: 'x' },
  consult: { phone: '8 (910) 123-45-67', unique_id: 'x' },
  complete_transfer: { unique_id: 'x' },
  cancel_transfer: { unique_id: 'x' },
  send_dtmf: { digits: '1234567890123', unique_id: 'x' },
  choose_contact: { unique_id: 'x', contact_id: '1001' },
  client_made: { unique_id: 'x', cards: [{ kind: 'contacts', id: '1001' }] },
  save_note: { unique_id: 'x', text: 'Ждёт счёт', written_at: 1_763_700_000 },
  set_outcome: { unique_id: 'x', outcome_id: 'sold', written_at: 1_763_700_000 },
  get_note: { unique_id: 'x' },
  extend_wait: { unique_id: 'x', minutes: 1 },
  get_open_notes: {},
  get_outcomes: {},
  get_missed_clients: {},
  take_missed_client: { id: 'x', is_taken: true },
  call_back: { id: 'x' },
  get_history: { scope: 'own', search: 'Иван', limit: 50 },
  get_recording: { unique_id: 'x' },
  clear_missed: { unique_ids: ['x'] },
};
