import type { WireContact } from '../../../protocol/contact';
import type { Contact, Presence } from '../../domain/phonebook/Contact';
import type { PhonebookSource } from '../../domain/phonebook/PhonebookSource';
import type { RpcClient } from './RpcClient';

const presences = new Map<string, Presence>([
  ['FREE', 'free'],
  ['RINGING', 'ringing'],
  ['TALKING', 'talking'],
  ['DO_NOT_DISTURB', 'doNotDisturb'],
]);

/** The backend's phone book, by JSON-RPC. */
export class RpcPhonebook implements PhonebookSource {
  constructor(private readonly rpc: RpcClient) {}

  async find(text: string, limit: number): Promise<readonly Contact[]> {
    return toContacts(await this.rpc.call('get_contacts', { start_with: text, max_results: limit }), limit);
  }

  async last(limit: number): Promise<readonly Contact[]> {
    return toContacts(await this.rpc.call('get_last_contacts', { max_results: limit }), limit);
  }
}

/** Removes repeated contacts and those beyond the limit, which some backends send. */
function toContacts(found: readonly WireContact[], limit: number): readonly Contact[] {
  const byId = new Map(
    found.map(({ uuid, name, phone, presence }) => [
      uuid,
      { id: uuid, name, number: phone, presence: presences.get(presence ?? '') ?? null },
    ]),
  );
  return [...byId.values()].slice(0, limit);
}
