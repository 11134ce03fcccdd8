import { callerKey } from './callerKey';
import type { Party } from './Call';

/** What amoCRM knows about a number. */
export type Caller = Pick<Party, 'name' | 'contactId' | 'company' | 'responsible' | 'matches'>;

/** Callers that were looked up in amoCRM or chosen by the agent: `callerKey` of the number -> caller. */
export type KnownCallers = ReadonlyMap<string, Caller>;

/**
 * The party, completed with what amoCRM knows or the agent has chosen. Data of the backend take precedence; when it
 * names a contact, the party is returned as it is.
 */
export function knownParty(party: Party, callers: KnownCallers): Party {
  const caller = callers.get(callerKey(party.number));
  if (!caller || party.contactId !== null || (isKnown(party) && caller.contactId === null)) return party;
  const company = party.company ?? caller.company;
  return { ...party, ...caller, name: caller.name ?? party.name, company };
}

/** Has a lookup, here or by the backend, shown that no contact has this number? A name may be there, of a phone book. */
export function isWithoutContact(party: Party, callers: KnownCallers): boolean {
  const caller = callers.get(callerKey(party.number));
  return (
    (caller !== undefined || party.lookup === 'done') &&
    [party, caller].every((one) => !one || (one.contactId === null && one.matches.length === 0))
  );
}

/** Has the backend sent a name or a contact for this party? */
export function isKnown(party: Party): boolean {
  return party.name !== null || party.contactId !== null || party.matches.length > 0;
}
