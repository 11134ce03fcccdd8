import { phoneEnd } from '../../../protocol/isSamePhone';
import type { AgentCall } from '../../calls/AgentCall';
import type { Party } from '../../calls/Party';

/** Clients whose cards have changed: cards such as `contacts:7`, and ends of their numbers. */
export type ClientsChanged = (sources: ReadonlySet<string>, numbers: readonly string[]) => void;

/** What the calls of changed clients are found and put right with. */
export interface FollowOptions {
  readonly states: {
    readonly all: ReadonlyMap<string, { readonly calls: readonly AgentCall[] }>;
    applyParty(extension: string, number: string, party: Party): void;
  };
  readonly cards: { refresh(isMeant: (extension: string, call: AgentCall) => boolean): void };
  /** Who has the number now. */
  readonly find: (number: string) => Promise<Party>;
  readonly onFault: (cause: unknown) => void;
}

/** Names the callers of live calls again when their cards have changed, and makes the calls' cards again. */
export function followClients({ states, cards, find, onFault }: FollowOptions): ClientsChanged {
  return (sources, numbers) => {
    const ends = new Set(numbers.map(phoneEnd));
    const isMeant = (_extension: string, { party }: AgentCall): boolean =>
      ends.has(phoneEnd(party.number)) || contactsOf(party).some((id) => sources.has(`contacts:${id}`));
    for (const [extension, { calls }] of states.all)
      for (const { number } of calls.filter((call) => isMeant(extension, call)).map(({ party }) => party))
        find(number).then((party) => states.applyParty(extension, number, party), onFault);
    cards.refresh(isMeant);
  };
}

function contactsOf({ contactId, whole }: Party): readonly string[] {
  return [...(contactId === null ? [] : [contactId]), ...(whole?.contacts ?? []).map(({ id }) => id)];
}
