import type { SeenClient } from '../crm/rights/SeenClients';
import type { StoredCall } from '../store/StoredCall';

/**
 * How much of a call an agent sees. `facts`: all but the recording and what colleagues have written; `part`: what they have
 * done in it themselves.
 */
export type Share = 'whole' | 'facts' | 'part' | 'none';

/**
 * How much of a call the agent may see: as if it were a contact and a company of whose it was; else as of past calls on the
 * caller's card with the client, who may view all cards with the number. A card with it is soon made, and opens no recording. Of others' calls with a hidden client they see
 * nothing, since the number would show who it was; of their own ones, whose number their phone has shown, their own part. Calls
 * between colleagues are of those who talked.
 * @param client as the agent may see them
 * @param mayViewCallsOf may the agent view contacts and companies of this colleague? Null: no agent had the call.
 */
export function shareOf(
  viewer: string,
  { direction, extension, extensions }: Pick<StoredCall, 'direction' | 'extension' | 'extensions'>,
  { cards, isOwned }: Pick<SeenClient, 'cards' | 'isOwned'>,
  mayViewCallsOf: (colleague: string | null) => boolean,
): Share {
  const isMine = extensions.includes(viewer);
  if (direction === 'internal') return isMine ? 'whole' : 'none';
  if (extension === viewer) return 'whole';
  if (!isMine && cards === 'none') return 'none';
  if (mayViewCallsOf(extension)) return 'whole';
  if (cards === 'all' && isOwned) return 'facts';
  return isMine ? 'part' : 'none';
}
