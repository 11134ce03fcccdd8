import { ownersOf } from '../callers/FoundCards';
import type { CardSource } from '../callers/readCaller';
import type { AgentRights } from '../rights/AgentRights';
import type { NoteRightsOptions } from './NoteRights';

/**
 * May the agent's user view all cards that have the number? A number that no card has hides nothing. Who views some of them
 * alone may have made these, and so learns nothing of a hidden client's calls. Where it can't be asked they may not.
 */
export function mayViewClientOf(
  cards: Pick<CardSource, 'contactsWith' | 'companiesWith'>,
  rights: Pick<AgentRights, 'mayView'> | null,
  signal: AbortSignal,
): NoteRightsOptions['mayViewClient'] {
  return async (extension, number) => {
    if (rights === null) return true;
    try {
      for (const kind of ['contacts', 'companies'] as const) {
        const found = await (kind === 'contacts'
          ? cards.contactsWith(number, signal)
          : cards.companiesWith(number, signal));
        if (ownersOf(found).some((card) => !rights.mayView(extension, kind, card))) return false;
      }
      return true;
    } catch {
      return false;
    }
  };
}
