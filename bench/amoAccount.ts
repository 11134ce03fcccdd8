import { createServer } from 'node:http';
import { userIds } from '../sandbox/business/Business';
import { amoCard, PIPELINE_ID, STAGES } from './amoCard';
import { listenForParent } from './listenForParent';

const all = { view: 'A', edit: 'A', add: 'A', delete: 'A', export: 'A' };
const rights = {
  contacts: all,
  companies: all,
  leads: all,
  is_admin: false,
  is_active: true,
  group_id: null,
};

/** Lists that fit one page. */
const lists = new Map<string, readonly object[]>([
  [
    'users',
    [
      { id: userIds.first, name: 'Анна Смирнова', email: 'anna@example.com', rights },
      { id: userIds.second, name: 'Борис Орлов', email: 'boris@example.com', rights },
    ],
  ],
  [
    'pipelines',
    [
      {
        id: PIPELINE_ID,
        name: 'Продажи',
        _embedded: { statuses: STAGES.map((id) => ({ id, name: `Этап ${id}`, sort: id })) },
      },
    ],
  ],
]);

/** Each call is logged at one contact. */
const logged: readonly object[] = [{ entity_type: 'contact', entity_id: 1 }];

/**
 * An account of amoCRM with as many contacts and leads as the arguments say, each changed one second after the one before,
 * and two users who may see all of it.
 */
const [contacts = 0, leads = 0] = process.argv.slice(2).map(Number);
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://amo');
  const kind = pathname.split('/').at(-1) ?? '';
  const whole = request.method === 'POST' ? logged : lists.get(kind);
  if (whole !== undefined)
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ _page: 1, _embedded: { [kind]: whole } }));
  const count = kind === 'contacts' ? contacts : kind === 'leads' ? leads : 0;
  const from = Math.max(1, Number(searchParams.get('filter[updated_at][from]') ?? 1));
  const size = Math.max(0, Math.min(250, count - from + 1));
  if (size === 0) return response.writeHead(204).end();
  const cards = Array.from({ length: size }, (_none, at) => amoCard(kind, from + at, contacts));
  return response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ _page: 1, _embedded: { [kind]: cards } }));
});
listenForParent(server);
