import type { Card } from '../page/Account';
import type { CardStore } from './CardStore';

/** Id of the account's only pipeline. */
export const PIPELINE_ID = 1;

/** A contact or company in the format of amoCRM's API, which refers to companies and leads by id. */
export function cardAnswer(card: Card, cards: CardStore, withLeads: boolean): object {
  const leads = withLeads ? { leads: cards.leadsOf(card.id).map(({ id }) => link('leads', id)) } : {};
  return {
    id: Number(card.id),
    name: card.name,
    responsible_user_id: card.responsible ?? 0,
    updated_at: cards.changedAt(card),
    is_deleted: false,
    custom_fields_values: card.phones.map((value) => ({
      field_id: 1,
      field_name: 'Телефон',
      field_code: 'PHONE',
      field_type: 'multitext',
      values: [{ value, enum_code: 'WORK' }],
    })),
    _links: link(card.kind, card.id)._links,
    _embedded: {
      tags: [],
      companies: card.company === undefined ? [] : [link('companies', card.company)],
      ...leads,
    },
  };
}

/** A lead in the format of amoCRM's API, which refers to contacts by id. */
export function leadAnswer(card: Card, cards: CardStore, withContacts: boolean): object {
  const at = cards.changedAt(card);
  const { contact, stage = 0 } = card;
  const contacts = contact === undefined ? [] : [link('contacts', contact)];
  return {
    id: Number(card.id),
    name: card.name,
    price: card.price ?? 0,
    responsible_user_id: card.responsible ?? 0,
    status_id: stage,
    pipeline_id: PIPELINE_ID,
    created_at: at,
    updated_at: at,
    is_deleted: false,
    _links: link('leads', card.id)._links,
    _embedded: { tags: [], companies: [], ...(withContacts && { contacts }) },
  };
}

function link(kind: Card['kind'], id: string): { id: number; _links: object } {
  return { id: Number(id), _links: { self: { href: `/api/v4/${kind}/${id}` } } };
}
