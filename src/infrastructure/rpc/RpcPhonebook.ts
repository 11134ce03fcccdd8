import { contactsSchema, type WireContact } from '../../../protocol/contact';
import type { Contact } from '../../domain/phonebook/Contact';
import type { PhonebookSource } from '../../domain/phonebook/PhonebookSource';
import type { RpcClient } from './RpcClient';
import { toPresence } from './toPresence';

/** The backend's phone book, by JSON-RPC. */
export class RpcPhonebook implements PhonebookSource {
  constructor(private readonly rpc: RpcClient) {}

  async find(text: string, limit: number): Promise<readonly Contact[]> {
    const params = { start_with: text, max_results: limit };
    return toContacts(await this.rpc.call('get_contacts', params, contactsSchema), limit);
  }

  async last(limit: number): Promise<readonly Contact[]> {
    const params = { max_results: limit };
    return toContacts(await this.rpc.call('get_last_contacts', params, contactsSchema), limit);
  }
}

/** Removes repeated contacts and those beyond the limit, which some backends send. */
function toContacts(found: readonly WireContact[], limit: number): readonly Contact[] {
  const byId = new Map(
    found.map(({ uuid, name, phone, presence }) => [
      uuid,
      { id: uuid, name, number: phone, presence: toPresence(presence) },
    ]),
  );
  return [...byId.values()].slice(0, limit);
}
