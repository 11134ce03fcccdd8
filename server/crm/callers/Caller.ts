import { unknownParty, type Party } from '../../calls/Party';
import type { AmoCard, AmoLead } from './amoAnswers';

/** What amoCRM knows of a number. */
export interface Caller {
  readonly party: Party;
  /** amoCRM's id of the user who looks after the client; null: nobody, or several contacts have the number. */
  readonly responsibleId: number | null;
  /** Cards that this was read from, such as `contacts:7`: when one changes, this is out of date. */
  readonly sources: readonly string[];
}

/** amoCRM's own ids of "won" and "lost", the same in all pipelines. */
const CLOSED = [142, 143];

/** Who looks after a client: the responsible user of the open lead that was last touched, else the contact's. */
export function responsibleId(card: AmoCard, leads: readonly AmoLead[]): number | null {
  const open = leads.filter(
    ({ status_id, is_deleted }) => !CLOSED.includes(status_id ?? 0) && is_deleted !== true,
  );
  const [newest] = [...open].sort((a, b) => (b.updated_at ?? 0) - (a.updated_at ?? 0));
  return newest?.responsible_user_id ?? card.responsibleId;
}

/** Nobody has the number. */
export function noCaller(number: string): Caller {
  return { party: unknownParty(number), responsibleId: null, sources: [] };
}

/** Several contacts have the number: none is guessed. When all have the same responsible user, that one it is. */
export function severalCallers(number: string, contacts: readonly AmoCard[]): Caller {
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
