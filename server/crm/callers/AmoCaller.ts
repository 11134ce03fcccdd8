import { unknownParty, type OwnedCard, type Party, type WholeParty } from '../../calls/Party';
import { stageOf } from '../rights/UserRights';
import { CLOSED_STATUSES, type AmoCard, type AmoLead } from './amoAnswers';
import type { OwnedName } from './AmoCards';
import type { FoundCards } from './FoundCards';
import { inTurns } from './inTurns';

/** Open leads of a party whose users are kept: far more than there are. */
const MAX_LEADS = 20;

/** amoCRM's data about a number. */
export interface AmoCaller {
  /** The whole party, before it is cut to what one agent may see. */
  readonly party: Party;
  /** The same with whose each part is; undefined: no card has the number. */
  readonly whole?: WholeParty | undefined;
  /** amoCRM's id of the responsible user; null: none, or contacts with different responsible users have the number. */
  readonly responsibleId: number | null;
  /** Cards that this was read from, such as `contacts:7`; a change of one makes it out of date. */
  readonly sources: readonly string[];
}

/** Leads that are neither won, lost nor deleted, the last touched first. */
export function openLeads(leads: readonly AmoLead[]): readonly AmoLead[] {
  return leads
    .filter(({ status_id, is_deleted }) => !CLOSED_STATUSES.includes(status_id ?? 0) && is_deleted !== true)
    .sort((a, b) => (b.updated_at ?? 0) - (a.updated_at ?? 0));
}

/** Id of the responsible user: that of the open lead that was last updated, else the card's own. */
export function responsibleId(card: AmoCard, leads: readonly AmoLead[]): number | null {
  return openLeads(leads)[0]?.responsible_user_id ?? card.responsibleId;
}

/** No card has the number. */
export function noCaller(number: string): AmoCaller {
  return { party: unknownParty(number), responsibleId: null, sources: [] };
}

/** What is known of a party, with whose it is. */
export function wholeParty(
  contacts: readonly OwnedName[],
  company: OwnedName | null,
  leads: readonly AmoLead[],
): WholeParty {
  return {
    contacts: contacts.map(owned),
    company: company && owned(company),
    leads: openLeads(leads)
      .slice(0, MAX_LEADS)
      .map(({ responsible_user_id, pipeline_id, status_id }) => ({
        responsibleId: responsible_user_id ?? null,
        stage: stageOf(pipeline_id ?? null, status_id ?? null),
      })),
  };
}

function owned({ id, name, responsibleId: owner }: OwnedName): OwnedCard {
  return { id: String(id), name, responsibleId: owner };
}

/** Several contacts have the number and are listed as matches. A responsible user is known if it is the same for all of them. */
export function severalCallers(number: string, { cards, isAll }: FoundCards): AmoCaller {
  // A status has room for ten.
  const contacts = inTurns(cards);
  const owners = new Set(contacts.map((card) => card.responsibleId));
  const [owner = null] = owners;
  return {
    party: {
      ...unknownParty(number),
      matches: contacts.map(({ id, name }) => ({ id: String(id), name })),
    },
    whole: wholeParty(contacts, null, []),
    responsibleId: isAll && owners.size === 1 ? owner : null,
    sources: contacts.map(({ id }) => `contacts:${id}`),
  };
}
