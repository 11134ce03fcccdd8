import { userIds } from '../sandbox/business/Business';

export const PIPELINE_ID = 5;
export const STAGES = [10, 11, 12, 13, 14, 15];

/** Deals belong to each so many-th contact. */
const CONTACT_STEP = 7;

/** A card of amoCRM's answers. @param contacts how many the account has */
export function amoCard(kind: string, id: number, contacts: number): object {
  const common = {
    id,
    responsible_user_id: id % 20 === 0 ? userIds.first : 1 + (id % 20),
    group_id: 0,
    updated_at: id,
    is_deleted: false,
  };
  if (kind === 'leads')
    return {
      ...common,
      name: `Заявка на окна номер ${id}`,
      price: id * 10,
      custom_fields_values: more(id),
      status_id: STAGES[id % STAGES.length],
      pipeline_id: PIPELINE_ID,
      _embedded: {
        tags: [],
        companies: [],
        contacts: [{ id: 1 + ((id * CONTACT_STEP) % contacts), is_main: true }],
      },
    };
  // Some cards have no number, some have several, so no two pages write the same number of rows.
  const phones = Array.from({ length: phonesOf(id) }, (_none, at) => ({
    value: phoneOf(id, at),
    enum_id: 7,
    enum_code: 'WORK',
  }));
  const field = { field_id: 2, field_name: 'Телефон', field_code: 'PHONE', field_type: 'multitext' };
  return {
    ...common,
    name: `Константин Константинопольский ${id}`,
    first_name: '',
    custom_fields_values: [{ ...field, values: phones }, ...more(id)],
    _embedded: { tags: [], companies: [] },
  };
}

/** How many numbers the contact has. */
const phonesOf = (id: number): number => scrambled(id) % 4;

const phoneOf = (id: number, at: number): string => `+791${at}${String(1_000_000 + id)}`;

/** Numbers of so many contacts that have an open deal each. */
export function numbersWithDeal(count: number): readonly string[] {
  const numbers: string[] = [];
  for (let lead = 1; numbers.length < count; lead += 1) {
    const contact = 1 + lead * CONTACT_STEP;
    if (phonesOf(contact) > 0) numbers.push(phoneOf(contact, 0));
  }
  return numbers;
}

/** A whole number without a pattern. */
function scrambled(id: number): number {
  const mixed = Math.imul(id ^ (id >>> 7), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 5;
}

/** Fields that an account has besides: a card of amoCRM's answers is some 4 kB long. */
function more(id: number): readonly object[] {
  return Array.from({ length: 20 }, (_none, at) => ({
    field_id: 100 + at,
    field_name: `Дополнительное поле ${at}`,
    field_code: null,
    field_type: 'textarea',
    values: [{ value: `Значение поля ${at} карточки ${id}, как его ввёл сотрудник` }],
  }));
}
