import * as v from 'valibot';
import { Ecss10Fault } from './Ecss10Fault';
import type { LegReport, LegState } from './Ecss10Leg';
import { parseJson } from '../../system/parseJson';
import { visibleText } from '../../system/visibleText';
import { readTime } from './readTime';
import { xmlText } from './xmlText';

/*
 * All names of the Call API are in this file only. Each comment says how certain a name is:
 *   documented  in the vendor's documentation
 *   observed    noted on a real system (release 3.18.0.271)
 *   borrowed    documented for the vendor's call centre, assumed here
 *   assumed     not documented; compare with a capture of your release
 */

/** register, make: observed; the others are assumed. */
const METHODS = {
  register: 'integration.register',
  make: 'call.make',
  answer: 'call.answer',
  reject: 'call.reject',
  drop: 'call.drop',
  /** borrowed: `call/subscribe` answers with the list of calls. */
  subscribe: 'conversations.subscribe',
} as const;

/** observed: that a message announces the open connection; its name is assumed. */
const OPENED = 'connection.state';
/** observed */
const EVENT = 'conversations_event';
/** observed: that there is a heartbeat; its form is assumed. */
const PING = 'ping';

/** alerting, talking, released: observed; the others are borrowed. */
const STATES: Readonly<Record<string, LegState>> = {
  initiating: 'alerting',
  alerting: 'alerting',
  talking: 'talking',
  working: 'talking',
  hold: 'held',
  released: 'released',
  finished: 'released',
};

/** Credentials of a login. Their names on the wire are documented for 8088 only. */
export interface Ecss10Login {
  readonly clientId: string;
  readonly key: string;
  readonly domain: string;
  /** Null: a service has none. documented */
  readonly number: string | null;
}

/** A request over HTTP. */
export interface LoginRequest {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** A command for a leg, or a call of a number. */
export type Ecss10Command =
  | { readonly type: 'make'; readonly own: string; readonly number: string }
  | { readonly type: 'answer' | 'reject' | 'drop'; readonly own: string; readonly legId: string }
  | { readonly type: 'subscribe' };

/** A message received over the socket. */
export type Ecss10Message =
  | { readonly type: 'opened' | 'ping' | 'other' }
  | {
      readonly type: 'answer';
      readonly requestId: number;
      readonly fault: Ecss10Fault | null;
      readonly legs: readonly LegReport[];
    }
  | { readonly type: 'change'; readonly legs: readonly LegReport[]; readonly removed: readonly string[] };

/** The envelope is borrowed. */
const envelope = v.object({
  action: v.pipe(v.string(), v.maxLength(100)),
  requestId: v.optional(v.pipe(v.number(), v.integer())),
  status: v.optional(v.number()),
  payload: v.optional(v.unknown()),
});

const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.minLength(1), v.maxLength(100));
const digits = v.pipe(v.nullish(v.string(), ''), v.maxLength(100), v.transform(visibleText));

/** observed; `state` is assumed (its key was not written down). The form of `answer_time` is not known. */
const leg = v.object({
  id,
  call_id: id,
  direction: v.picklist(['in', 'out']),
  digits,
  remote_digits: digits,
  state: v.pipe(v.string(), v.maxLength(100)),
  has_answer_time: v.nullish(v.boolean(), false),
  answer_time: v.nullish(v.union([v.string(), v.number()]), null),
});

/** `new`, `info`, `removed`: borrowed from the events of conferences. An invalid leg does not affect the others. */
const legs = v.optional(v.array(v.unknown()), []);
const change = v.object({ new: legs, info: legs, removed: legs });
const removedLeg = v.union([
  v.pipe(
    v.object({ id }),
    v.transform((one) => one.id),
  ),
  id,
]);
/** Both assumed. */
const list = v.object({ conversations: legs });
const opened = v.object({ state: v.literal('open') });
/** observed: that there is a JWT; its name is assumed. */
const registered = v.object({ token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,8000}$/)) });

/** The login on 8089: path and names assumed. */
export function registerRequest({ clientId, key, domain, number }: Ecss10Login): LoginRequest {
  const payload = {
    client_id: clientId,
    api_key: key,
    domain,
    ...(number !== null && { phone_number: number }),
  };
  const body = JSON.stringify({ action: METHODS.register, requestId: 0, payload });
  return { path: '/', type: 'application/json', body };
}

/** Reads the token from the answer to a login. Fails with an `Ecss10Fault`. */
export function readRegistered(status: number, text: string): string {
  const message = v.safeParse(envelope, parseJson(text));
  const code = message.success ? (message.output.status ?? status) : status;
  if (code !== 200) throw loginFault(code, text);
  const answer = v.safeParse(registered, message.success ? message.output.payload : null);
  if (!answer.success) throw new Ecss10Fault('badAnswer', 'the answer to the login has no token');
  return answer.output.token;
}

/** The login on 8088: documented, but for `call` in the path, which is inferred. */
export function xmlLoginRequest({ clientId, key, domain, number }: Ecss10Login): LoginRequest {
  const attributes = Object.entries({ client_id: clientId, api_key: key, phone_number: number ?? '' });
  const written = attributes.map(([name, value]) => `${name}="${xmlText(value)}"`).join(' ');
  return {
    path: `/${encodeURIComponent(domain)}/service/call/login`,
    type: 'text/xml',
    body: `<?xml version="1.0" encoding="UTF-8"?><in><request ${written}/></in>`,
  };
}

/** Checks the answer to a login on 8088. Errors may come with status 200. Fails with an `Ecss10Fault`. */
export function readXmlLogin(status: number, text: string): void {
  if (status !== 200) throw loginFault(status, text);
  if (/<error[\s>/]/.test(text)) throw new Ecss10Fault('notPermitted', 'login: refused');
  if (!/<ok\s*(?:\/>|>)/.test(text))
    throw new Ecss10Fault('badAnswer', 'login: neither accepted nor refused');
}

/** Path of the socket, and the header with the token: assumed. */
export function socketRequest(token: string): {
  readonly path: string;
  readonly headers: Record<string, string>;
} {
  return { path: '/', headers: { authorization: `Bearer ${token}` } };
}

/** The same for a browser, whose sockets have no headers: the token is in the query, by an assumed name. */
export function browserSocketPath(token: string): string {
  return `/?token=${encodeURIComponent(token)}`;
}

/** The text of a command. `call.make` is observed, its parameters are assumed. */
export function writeCommand(requestId: number, command: Ecss10Command): string {
  return JSON.stringify({ action: METHODS[command.type], requestId, payload: payloadOf(command) });
}

/** Our ping message for browsers, where the socket has no ping; any message counts as its answer: assumed. */
export const PING_MESSAGE = JSON.stringify({ action: PING });

/** The answer to a ping of the softswitch: assumed. */
export const PONG = JSON.stringify({ action: 'pong' });

/** Parses a message of the socket. Unknown messages are `other`. */
export function readMessage(text: string): Ecss10Message {
  const message = v.safeParse(envelope, parseJson(text));
  if (!message.success) return { type: 'other' };
  const { action, requestId, status, payload } = message.output;
  if (action === PING) return { type: 'ping' };
  if (action === OPENED) return { type: v.is(opened, payload) ? 'opened' : 'other' };
  if (action === EVENT) {
    const changes = v.safeParse(change, payload);
    if (!changes.success) return { type: 'other' };
    const removed = changes.output.removed.flatMap((one) => {
      const parsed = v.safeParse(removedLeg, one);
      return parsed.success ? [parsed.output] : [];
    });
    return { type: 'change', legs: readLegs([...changes.output.new, ...changes.output.info]), removed };
  }
  if (requestId === undefined) return { type: 'other' };
  const listed = v.safeParse(list, payload);
  const fault = status === 200 ? null : commandFault(action, status ?? 0, text);
  return {
    type: 'answer',
    requestId,
    fault,
    legs: listed.success ? readLegs(listed.output.conversations) : [],
  };
}

function payloadOf(command: Ecss10Command): Readonly<Record<string, string>> {
  if (command.type === 'subscribe') return {};
  if (command.type === 'make') return { phone_number: command.own, number: command.number };
  return { phone_number: command.own, id: command.legId };
}

function readLegs(raw: readonly unknown[]): readonly LegReport[] {
  return raw.flatMap((one) => {
    const parsed = v.safeParse(leg, one);
    if (!parsed.success) return [];
    const { id: legId, call_id, direction, digits: own, remote_digits, state } = parsed.output;
    return {
      id: legId,
      callId: call_id,
      direction,
      own,
      remote: remote_digits,
      state: (Object.hasOwn(STATES, state) ? STATES[state] : undefined) ?? 'unknown',
      wasAnswered: parsed.output.has_answer_time,
      answeredAt: readTime(parsed.output.answer_time),
    };
  });
}

/** `Invalid credentials` is documented; the text of a missing permission is not, so any other 403 counts as that. */
function loginFault(status: number, text: string): Ecss10Fault {
  const detail = `login: ${status}`;
  if (status === 401 || /invalid credentials/i.test(text)) return new Ecss10Fault('wrongKey', detail);
  if (status === 403) return new Ecss10Fault('notPermitted', detail);
  return new Ecss10Fault(status >= 500 ? 'unreachable' : 'badAnswer', detail);
}

/** 403, 409 and `cannot_perform_cmd` are borrowed; 401 and 404 are assumed. */
function commandFault(action: string, status: number, text: string): Ecss10Fault {
  const detail = `${action}: ${status}`;
  if (status === 401) return new Ecss10Fault('sessionLost', detail);
  if (status === 403 && action === METHODS.make) return new Ecss10Fault('phoneNotRegistered', detail);
  if (status === 404) return new Ecss10Fault('unknownCall', detail);
  if (status === 409) return new Ecss10Fault('busy', detail);
  return new Ecss10Fault(text.includes('timeout') ? 'timeout' : 'refused', detail);
}
