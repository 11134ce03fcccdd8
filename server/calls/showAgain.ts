import type { Party } from './Party';

/** What the agent may see of parties has changed. */
export interface PartiesShownAgain {
  readonly type: 'shownAgain';
  /** The party as the agent may see it now. */
  readonly shown: (party: Party) => Party;
}

/** The calls with their parties as the agent may see them now; the same list when nothing changes. */
export function showAgain<T extends { readonly party: Party }>(
  calls: readonly T[],
  { shown }: PartiesShownAgain,
): readonly T[] {
  const after = calls.map((call) => {
    const party = shown(call.party);
    return isSame(party, call.party) ? call : { ...call, party };
  });
  return after.every((call, at) => call === calls[at]) ? calls : after;
}

/** Does the agent see the same parties in both lists, which have the same calls? */
export function isShownAlike(
  after: readonly { readonly party: Party }[],
  before: readonly { readonly party: Party }[],
): boolean {
  return after.every(({ party }, at) => {
    const was = before[at]?.party;
    return was !== undefined && isSame(party, was);
  });
}

function isSame(one: Party, other: Party): boolean {
  return (
    one.name === other.name &&
    one.contactId === other.contactId &&
    one.company === other.company &&
    one.responsible === other.responsible &&
    one.lookup === other.lookup &&
    JSON.stringify(one.matches) === JSON.stringify(other.matches)
  );
}
