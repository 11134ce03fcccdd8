import type { Card } from './AmoAccount';

/** A card as amoCRM's answers have it. */
export function cardAnswer(card: Card): object {
  return {
    id: card.id,
    name: card.name,
    responsible_user_id: card.responsible_user_id,
    is_deleted: false,
    updated_at: card.updated_at ?? 1,
    custom_fields_values: [
      { field_id: 1, field_name: 'Должность', field_code: 'POSITION', values: [{ value: { any: 'thing' } }] },
      {
        field_id: 2,
        field_name: 'Телефон',
        field_code: 'PHONE',
        values: card.phones.map((value) => ({ value, enum_code: 'WORK' })),
      },
    ],
    _embedded: {
      tags: [],
      companies: card.companyId === undefined ? [] : [{ id: card.companyId }],
      leads: (card.leadIds ?? []).map((id) => ({ id })),
    },
  };
}
