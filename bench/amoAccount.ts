import { createServer } from 'node:http';
import { listenForParent } from './listenForParent';

/** An account of amoCRM with as many contacts and leads as the arguments say. */
const [contacts = 0, leads = 0] = process.argv.slice(2).map(Number);
/** An account with so many cards, each changed one second after the one before. */
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://amo');
  const kind = pathname.split('/').at(-1) ?? '';
  const count = kind === 'contacts' ? contacts : kind === 'leads' ? leads : 0;
  const from = Math.max(1, Number(searchParams.get('filter[updated_at][from]') ?? 1));
  const size = Math.max(0, Math.min(250, count - from + 1));
  if (size === 0) return response.writeHead(204).end();
  const cards = Array.from({ length: size }, (_none, at) => card(kind, from + at));
  return response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ _page: 1, _embedded: { [kind]: cards } }));
});
listenForParent(server);

function card(kind: string, id: number): object {
  const common = { id, responsible_user_id: 1 + (id % 20), group_id: 0, updated_at: id, is_deleted: false };
  if (kind === 'leads')
    return {
      ...common,
      name: `Заявка на окна номер ${id}`,
      price: id * 10,
      custom_fields_values: more(id),
      status_id: 10 + (id % 6),
      pipeline_id: 5,
      _embedded: { tags: [], companies: [], contacts: [{ id: 1 + ((id * 7) % contacts), is_main: true }] },
    };
  // Some cards have no number, some have several, so no two pages write the same number of rows.
  const phones = Array.from({ length: scrambled(id) % 4 }, (_none, at) => ({
    value: `+791${at}${String(1_000_000 + id)}`,
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
