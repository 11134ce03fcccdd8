import { searchDigits } from '../../../protocol/searchDigits';
import type { Party } from './Call';

/** What amoCRM knows of a number. */
export type Caller = Pick<Party, 'name' | 'contactId' | 'company' | 'responsible' | 'matches'>;

/** What amoCRM says of callers that the backend does not know, by `searchDigits`. */
export type KnownCallers = ReadonlyMap<string, Caller>;

/** Who it is, with what amoCRM knows, or the agent has chosen, where the backend leaves it open. */
export function knownParty(party: Party, callers: KnownCallers): Party {
  const caller = callers.get(searchDigits(party.number));
  if (!caller || party.contactId !== null || (isKnown(party) && caller.contactId === null)) return party;
  const company = party.company ?? caller.company;
  return { ...party, ...caller, name: caller.name ?? party.name, company };
}

/** Is it certain that no contact has this number? */
export function isUnknown(party: Party, callers: KnownCallers): boolean {
  const caller = callers.get(searchDigits(party.number));
  return !isKnown(party) && !!caller && caller.contactId === null && caller.matches.length === 0;
}

/** Does the backend say who it is? */
export function isKnown(party: Party): boolean {
  return party.name !== null || party.contactId !== null || party.matches.length > 0;
}
