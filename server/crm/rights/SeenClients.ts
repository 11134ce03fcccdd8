import { isWholeNumber } from '../../../protocol/isSamePhone';
import { isNamed, unknownParty, type Party } from '../../calls/Party';
import type { CallerLookup } from '../callers/CallerLookup';
import type { ClientIndex } from '../clientIndex/ClientIndex';
import type { AgentRights } from './AgentRights';
import { clientKinds, type ClientOwner, type ClientOwners } from './ClientOwners';

/** A client as one agent may see them. */
export interface SeenClient {
  readonly party: Party;
  /** Which of the cards with the number the agent may view. `all` also where no card has it. */
  readonly cards: 'all' | 'some' | 'none';
  /** Is it known that a card has the number? */
  readonly isOwned: boolean;
}

/** What clients are looked up with. */
export interface SeenClientsOptions {
  /** Null: there is none. */
  readonly index: Pick<ClientIndex, 'isFilled'> | null;
  readonly owners: Pick<ClientOwners, 'of' | 'ofDialled'>;
  readonly rights: Pick<AgentRights, 'mayView' | 'mayViewCardsOf' | 'mayViewCallOf' | 'mayViewSome'>;
  readonly lookup: Pick<CallerLookup, 'known' | 'find'>;
  /** Who has the number in the local phone book, whose names are for all; null: it does not know it. */
  readonly local: (number: string) => Party | null;
  /** The party as the agent may see it. */
  readonly shown: (extension: string, party: Party) => Party;
  readonly signal: AbortSignal;
}

/** Belongs to no agent: what may be viewed of it may be viewed of all cards. */
const NO_ONE = '';

/**
 * Which agents may see a client, without a request to amoCRM. Where the index does not say it, a client that nothing is known
 * of is shown only to agents who view all cards: that nothing is known now does not mean that no card has the number.
 */
export class SeenClients {
  constructor(private readonly options: SeenClientsOptions) {}

  /** Never fails. @param isDialled the agent has dialled the number: it counts which ones the telephone system may make of it */
  async of(extension: string, number: string, isDialled = false): Promise<SeenClient> {
    const { lookup, local, shown, rights, signal } = this.options;
    const known = (): Party => shown(extension, lookup.known(number) ?? unknownParty(number));
    if (local(number) !== null) return { party: known(), cards: 'all', isOwned: false };
    const owners = await this.ownersOf(extension, number, isDialled).catch(() => null);
    if (owners === null) {
      const party = known();
      if (rights.mayViewCardsOf(extension, NO_ONE)) return { party, cards: 'all', isOwned: false };
      return { party, cards: isNamed(party) ? 'some' : 'none', isOwned: false };
    }
    const seen = owners.filter((owner) => rights.mayView(extension, owner.kind, owner));
    const cards = seen.length === owners.length ? 'all' : seen.length > 0 ? 'some' : 'none';
    const isOwned = owners.length > 0;
    if (seen.length === 0) return { party: unknownParty(number), cards, isOwned };
    return { party: shown(extension, await lookup.find(number, signal).catch(known)), cards, isOwned };
  }

  /** May the agent view any contact or company? */
  mayViewSome(viewer: string): boolean {
    return clientKinds.some((kind) => this.options.rights.mayViewSome(viewer, kind));
  }

  /** May the agent view the calls of this colleague, as if these were contacts and companies of the colleague? */
  mayViewCallsOf(viewer: string, colleague: string | null): boolean {
    return this.options.rights.mayViewCallOf(viewer, colleague, clientKinds);
  }

  /** Whose the cards with the number are. Fails where the index does not say it. */
  private async ownersOf(
    extension: string,
    number: string,
    isDialled: boolean,
  ): Promise<readonly ClientOwner[]> {
    const { index, owners } = this.options;
    // A client's number behind a service code is dialled as well, and found on no card.
    if (!isWholeNumber(number)) throw new Error('it is no whole number');
    if (index?.isFilled !== true) throw new Error('there is no index');
    return isDialled ? owners.ofDialled(number, extension) : owners.of(number, extension);
  }
}
