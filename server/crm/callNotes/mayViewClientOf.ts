import { isWholeNumber } from '../../../protocol/isSamePhone';
import type { AgentRights } from '../rights/AgentRights';
import type { ClientOwners } from '../rights/ClientOwners';
import type { NoteRightsOptions } from './NoteRights';

/** Belongs to no agent: what may be viewed of it may be viewed of all cards. */
const NO_ONE = '';

/**
 * May the agent's user view all cards that have the number? A number that no card has hides nothing, unless it was dialled or is
 * no whole one: a client's number is dialled in other forms as well, such as behind a service code, and found on no card. Who views
 * some of them alone may have made these, and so learns nothing of a hidden client's calls. Where it can't be asked they may not.
 */
export function mayViewClientOf(
  owners: Pick<ClientOwners, 'of' | 'ofDialled'>,
  rights: Pick<AgentRights, 'mayView' | 'mayViewCardsOf'> | null,
): NoteRightsOptions['mayViewClient'] {
  return async (extension, number, isDialled) => {
    if (rights === null) return true;
    const seesAny = rights.mayViewCardsOf(extension, NO_ONE);
    if (!isWholeNumber(number) && !seesAny) return false;
    try {
      const found = await (isDialled ? owners.ofDialled : owners.of).call(owners, number, extension);
      if (found.length === 0) return !isDialled || seesAny;
      return found.every((owner) => rights.mayView(extension, owner.kind, owner));
    } catch {
      return false;
    }
  };
}
