import type { SeenClient } from '../crm/rights/SeenClients';
import type { Share } from './shareOf';

/**
 * May the agent read what colleagues have written of a call? A note is about the client, so who sees the whole call has to view all
 * cards with the number besides.
 * @param cards of the client, as the agent may view them; null: it is a call between colleagues
 */
export function readsNotes(share: Share, cards: SeenClient['cards'] | null): boolean {
  return share === 'whole' && (cards === null || cards === 'all');
}
