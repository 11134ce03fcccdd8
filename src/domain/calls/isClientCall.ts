import type { Call } from './Call';

/**
 * Is it a call with a client, or about one? Of a colleague amoCRM has neither card nor contact. A call that came from a colleague who
 * asks is with the client once it was handed over. Pure.
 */
export function isClientCall({ direction, party, card }: Call): boolean {
  return direction !== 'internal' || card !== null || party.contactId !== null || party.matches.length > 0;
}
