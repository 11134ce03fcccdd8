import { parseJson } from '../../server/system/parseJson';
import type { Card } from '../page/Account';
import { mayView } from '../page/mayView';
import type { AmoAccount } from './AmoAccount';
import { ok, problem, type ApiAnswer } from './ApiAnswer';
import { parsedBody } from './parsedBody';
import { phonesIn, postedComplexLeads, postedContacts, postedLeads } from './postedBodies';

/** A request of a page, with the session of its user. */
export interface UserRequest {
  readonly path: string;
  readonly userId: number;
  /** The body's text. */
  readonly body: string;
}

/** How requests that make something are answered: done; done, and 504 in place of the answer; 500 or 401 and nothing done. */
export type MakingBehaviour = 'good' | 'lost' | 'error' | 'signedOut';

/** Imitates what amoCRM's API lets a user make with the session of the page, by the user's own rights. */
export class UserApi {
  private behaviour: MakingBehaviour = 'good';

  constructor(private readonly account: AmoAccount) {}

  setBehaviour(behaviour: MakingBehaviour): void {
    this.behaviour = behaviour;
  }

  /** May the user view the card? One who is not named may view all. */
  mayView(userId: number, card: Card): boolean {
    return mayView(
      this.account.users.find(({ id }) => id === userId),
      card,
    );
  }

  answer(request: UserRequest): ApiAnswer {
    switch (this.behaviour) {
      case 'error':
        return problem(500, 'Internal Server Error');
      case 'signedOut':
        return problem(401, 'Unauthorized');
      case 'lost':
        this.make(request);
        return problem(504, 'Gateway Time-out');
      case 'good':
        return this.make(request);
    }
  }

  private make({ path, userId, body }: UserRequest): ApiAnswer {
    const { account } = this;
    const user = account.users.find(({ id }) => id === userId);
    if (user === undefined) return problem(401, 'Unauthorized');
    const kind = /^\/api\/v4\/(contacts|leads)(?:\/complex)?$/.exec(path)?.[1];
    if (kind === undefined) return problem(404, 'Not Found');
    if (user.mayAdd === false) return problem(403, 'Forbidden', { detail: 'no right to add' });
    const content = parseJson(body);
    if (path === '/api/v4/contacts')
      return parsedBody(postedContacts, content, (contacts) =>
        ok({ _embedded: { contacts: contacts.map((contact) => idOf(this.addContact(contact))) } }),
      );
    if (path === '/api/v4/leads')
      return parsedBody(postedLeads, content, (leads) =>
        ok({
          _embedded: {
            leads: leads.map(({ name, responsible_user_id, _embedded }) =>
              idOf(this.addLead(name, responsible_user_id, String(_embedded.contacts[0]?.id ?? ''))),
            ),
          },
        }),
      );
    return parsedBody(postedComplexLeads, content, (leads) => ({
      ...ok({}),
      body: leads.map(({ name, responsible_user_id, _embedded }) => {
        const [contact] = _embedded.contacts;
        const made = contact && this.addContact(contact);
        const lead = this.addLead(name, responsible_user_id, made?.id ?? '');
        return { ...idOf(lead), contact_id: Number(made?.id ?? 0), company_id: null, merged: false };
      }),
    }));
  }

  private addContact(contact: {
    name: string;
    responsible_user_id?: number | undefined;
    custom_fields_values: Parameters<typeof phonesIn>[0];
  }): Card {
    const { name, responsible_user_id: responsible, custom_fields_values: fields } = contact;
    return this.account.addContact({ name, phones: phonesIn(fields), responsible });
  }

  private addLead(name: string, responsible: number | undefined, contact: string): Card {
    return this.account.addLead({ name, contact, responsible: responsible ?? 0 });
  }
}

const idOf = ({ id }: Card): { readonly id: number } => ({ id: Number(id) });
