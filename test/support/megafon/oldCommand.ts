import * as v from 'valibot';
import { vatsUser, type VatsState } from './vatsData';

/** An answer of the old API. */
export interface OldAnswer {
  readonly status: number;
  readonly body: unknown;
}

const digits = v.pipe(v.string(), v.regex(/^\d{2,15}$/));
const stamp = v.pipe(v.string(), v.regex(/^\d{8}T\d{6}Z$/));
const onOff = v.picklist(['on', 'off']);
const auth = { token: v.string() };
const user = { user: v.pipe(v.string(), v.minLength(1)) };

/** Each command with what it takes; a field that it does not know is refused, so that a slip shows. */
const commandSchema = v.variant('cmd', [
  v.strictObject({ cmd: v.literal('accounts'), ...auth }),
  v.strictObject({ cmd: v.literal('groups'), ...auth, user: v.optional(v.string()) }),
  v.strictObject({ cmd: v.literal('makeCall'), ...auth, ...user, phone: digits, clid: v.optional(digits) }),
  v.strictObject({
    cmd: v.literal('history'),
    ...auth,
    start: v.optional(stamp),
    end: v.optional(stamp),
    period: v.optional(
      v.picklist(['today', 'yesterday', 'this_week', 'last_week', 'this_month', 'last_month']),
    ),
    type: v.optional(v.picklist(['all', 'in', 'out', 'missed'])),
    limit: v.optional(v.pipe(v.string(), v.regex(/^\d+$/))),
  }),
  v.strictObject({
    cmd: v.literal('subscribeOnCalls'),
    ...auth,
    ...user,
    status: onOff,
    group_id: v.optional(v.string()),
  }),
  v.strictObject({ cmd: v.literal('subscriptionStatus'), ...auth, ...user, group_id: v.string() }),
  v.strictObject({ cmd: v.literal('set_dnd'), ...auth, ...user, state: v.picklist(['true', 'false']) }),
  v.strictObject({ cmd: v.literal('get_dnd'), ...auth, ...user }),
]);

const INVALID: OldAnswer = { status: 400, body: { error: 'Invalid parameters' } };

/** Carries out a command of the old API. @param fields form or JSON, parsed */
export function oldCommand(state: VatsState, fields: unknown): OldAnswer {
  const token = v.safeParse(v.object({ token: v.string() }), fields);
  if (!token.success || token.output.token !== state.key)
    return { status: 401, body: { error: 'Invalid token' } };
  const parsed = v.safeParse(commandSchema, fields);
  if (!parsed.success) return INVALID;
  const command = parsed.output;
  const login = 'user' in command && command.user ? vatsUser(state, command.user)?.login : undefined;
  if ('user' in command && command.user !== undefined && login === undefined) return INVALID;
  switch (command.cmd) {
    case 'accounts':
      return {
        status: 200,
        body: state.users.map(({ login: name, name: realName, ...one }) => ({ name, realName, ...one })),
      };
    case 'groups':
      return {
        status: 200,
        body: state.groups
          .filter(({ logins }) => login === undefined || logins.includes(login))
          .map(({ id, name, ext }) => ({ id, realName: name, ext })),
      };
    case 'makeCall': {
      const callid = `made-${state.orders.length + 1}`;
      const { phone, clid = null } = command;
      state.orders.push({ api: 'old', user: command.user, phone, clid, callid });
      return { status: 200, body: { uuid: callid } };
    }
    case 'history':
      return { status: 200, body: csv(state, command.type ?? 'all', Number(command.limit ?? Infinity)) };
    case 'subscribeOnCalls': {
      const groups = command.group_id === undefined ? state.groups.map(({ id }) => id) : [command.group_id];
      for (const id of groups) {
        if (command.status === 'on') state.subscribed.add(`${login}|${id}`);
        else state.subscribed.delete(`${login}|${id}`);
      }
      return { status: 200, body: 'OK' };
    }
    case 'subscriptionStatus':
      return {
        status: 200,
        body: { status: state.subscribed.has(`${login}|${command.group_id}`) ? 'on' : 'off' },
      };
    case 'set_dnd':
      if (command.state === 'true') state.dnd.add(login ?? '');
      else state.dnd.delete(login ?? '');
      return { status: 200, body: '' };
    case 'get_dnd':
      return { status: 200, body: { state: state.dnd.has(login ?? '') } };
  }
}

/** No header, rows end with CRLF. */
function csv(state: VatsState, type: 'all' | 'in' | 'out' | 'missed', limit: number): string {
  return state.history
    .filter((entry) => type === 'all' || entry.type === type)
    .slice(0, limit)
    .map(({ uid, type: kind, client, account, via, start, wait, duration, record }) =>
      [uid, kind, client, account, via, new Date(start).toISOString(), wait, duration, record].join(','),
    )
    .map((row) => `${row}\r\n`)
    .join('');
}
