import { unknownParty, type Party } from '../../calls/Party';
import { CLOSED_STATUSES, type AmoCard, type AmoLead } from './amoAnswers';

/** amoCRM's data about a number. */
export interface AmoCaller {
  readonly party: Party;
  /** amoCRM's id of the responsible user; null: none, or contacts with different responsible users have the number. */
  readonly responsibleId: number | null;
  /** Cards that this was read from, such as `contacts:7`; a change of one makes it out of date. */
  readonly sources: readonly string[];
}

/** Id of the responsible user: that of the open lead that was last updated, else the card's own. */
export function responsibleId(card: AmoCard, leads: readonly AmoLead[]): number | null {
  const open = leads.filter(
    ({ status_id, is_deleted }) => !CLOSED_STATUSES.includes(status_id ?? 0) && is_deleted !== true,
  );
  const [newest] = [...open].sort((a, b) => (b.updated_at ?? 0) - (a.updated_at ?? 0));
  return newest?.responsible_user_id ?? card.responsibleId;
}

/** No card has the number. */
export function noCaller(number: string): AmoCaller {
  return { party: unknownParty(number), responsibleId: null, sources: [] };
}

/** Several contacts have the number and are listed as matches. A responsible user is known if it is the same for all. */
export function severalCallers(number: string, contacts: readonly AmoCard[]): AmoCaller {
  const owners = new Set(contacts.map((card) => card.responsibleId));
  const [owner = null] = owners;
  return {
    party: {
      ...unknownParty(number),
      matches: contacts.map(({ id, name }) => ({ id: String(id), name })),
    },
    responsibleId: owners.size === 1 ? owner : null,
    sources: contacts.map(({ id }) => `contacts:${id}`),
  };
}
