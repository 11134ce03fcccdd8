import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import type { VatsState, VatsUser } from './vatsData';

const digits = v.pipe(v.string(), v.regex(/^\d{2,15}$/));
const makeCallSchema = v.strictObject({
  phone: digits,
  user: v.optional(v.string()),
  group: v.optional(v.string()),
  clid: v.optional(digits),
  show_phone: v.optional(digits),
});
const count = v.optional(v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number)));
const usersQuery = v.strictObject({ search: v.optional(v.string()), start: count, limit: count });
const stamp = v.optional(v.pipe(v.string(), v.regex(/^\d{8}T\d{6}Z$/)));
const historyQuery = v.object({
  start: stamp,
  end: stamp,
  type: v.optional(v.picklist(['all', 'in', 'out', 'missed'])),
  limit: count,
  uid: v.optional(v.string()),
});

/** Most users that one answer holds. */
const PAGE = 100;

/** Opens the REST API `/crmapi/v1`: key in `X-API-KEY`, JSON both ways, errors as `{message}`. */
export function openNewApi(http: FastifyInstance, state: VatsState): void {
  void http.register(
    (api, _options, done) => {
      api.addHook('onRequest', async (request, reply) => {
        if (request.headers['x-api-key'] !== state.key) await refuse(reply, 401, 'Unauthorized');
      });
      api.post('/makecall', (request, reply) => {
        const order = v.safeParse(makeCallSchema, request.body);
        if (!order.success) return refuse(reply, 400, 'Invalid parameters');
        const { phone, user, clid = null } = order.output;
        // The new API is asked by login.
        if (user === undefined || withLogin(state, user) === undefined)
          return refuse(reply, 404, 'User not found');
        const callid = `made-${state.orders.length + 1}`;
        state.orders.push({ api: 'new', user, phone, clid, callid });
        return { callid, clid };
      });
      api.get('/users', (request, reply) => {
        const query = v.safeParse(usersQuery, request.query);
        if (!query.success) return refuse(reply, 400, 'Invalid parameters');
        const { search = '', start = 0, limit = PAGE } = query.output;
        const found = state.users.filter(({ login, name }) => `${login} ${name}`.includes(search));
        const items = found.slice(start, start + Math.min(limit, PAGE)).map((user) => withDnd(state, user));
        return { items, info: { search, total: found.length, start, limit } };
      });
      api.get<{ Params: { login: string } }>('/users/:login', (request, reply) => {
        const user = withLogin(state, request.params.login);
        return user === undefined ? refuse(reply, 404, 'User not found') : withDnd(state, user);
      });
      for (const method of ['GET', 'POST', 'DELETE'] as const) {
        api.route<{ Params: { login: string } }>({
          method,
          url: '/users/:login/dnd',
          handler: (request, reply) => {
            const { login } = request.params;
            if (withLogin(state, login) === undefined) return refuse(reply, 404, 'User not found');
            if (method === 'POST') state.dnd.add(login);
            if (method === 'DELETE') state.dnd.delete(login);
            return method === 'GET' ? { state: state.dnd.has(login) } : reply.code(204).send();
          },
        });
      }
      api.get('/groups', () => ({
        items: state.groups.map(({ id, name, ext }) => ({ id, name, ext })),
      }));
      api.get('/history/json', (request, reply) => {
        const query = v.safeParse(historyQuery, request.query);
        if (!query.success) return refuse(reply, 400, 'Invalid parameters');
        const { type = 'all', limit = Infinity, uid } = query.output;
        return state.history
          .filter(
            (entry) => (type === 'all' || entry.type === type) && (uid === undefined || entry.uid === uid),
          )
          .slice(0, limit)
          .map(({ account, via, start, type: kind, ...entry }) => ({
            ...entry,
            type: kind === 'out' ? 'out' : 'in',
            status: kind === 'missed' ? 'missed' : 'success',
            user: account,
            diversion: via,
            start: new Date(start).toISOString(),
          }));
      });
      done();
    },
    { prefix: '/crmapi/v1' },
  );
}

function withLogin(state: VatsState, login: string): VatsUser | undefined {
  return state.users.find((user) => user.login === login);
}

function withDnd(state: VatsState, user: VatsUser): object {
  return { ...user, dnd: state.dnd.has(user.login) };
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ message });
}
