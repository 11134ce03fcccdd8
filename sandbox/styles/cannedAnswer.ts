import * as v from 'valibot';
import { methods, type Method, type Result } from '../../protocol/methods';
import { decodeRequest, type Request } from '../../protocol/request';
import {
  exceptionResponse,
  statusResponse,
  successResponse,
  type ResponseBody,
} from '../../protocol/response';
import { outcomeSettingsSchema } from '../../server/crm/callNotes/outcomeSettings';
import type { Business } from '../business/Business';
import { businesses } from '../business/businesses';
import { dialable } from '../page/dialable';
import type { ProxyAnswer } from '../ProxyFault';
import { StyleCalls } from './StyleCalls';
import type { StyleState } from './StyleState';
import { STYLE_ADDRESS, styleStates } from './styleStates';

/** How far behind the clock of a canned backend is in a state whose calls have ended, s: so the outcome stays in sight. */
const ENDED_LAG_S = 3_600;

/** Methods of a backend whose company asks for outcomes. */
const noteMethods: readonly string[] = [
  'save_note',
  'set_outcome',
  'extend_wait',
  'get_note',
  'get_open_notes',
  'get_outcomes',
] satisfies Method[];

/** Methods of a backend that keeps past calls. */
const historyMethods: readonly string[] = ['get_history', 'get_recording'] satisfies Method[];

/** Methods of a backend that keeps the company's missed calls. */
const missedMethods: readonly string[] = [
  'get_missed_clients',
  'take_missed_client',
  'call_back',
] satisfies Method[];

/** Revision of all that canned backends have. */
const REVISION = 1;

/** Name and version of canned backends. */
const SERVER = { name: 'styles', version: '1.0.0' };

/**
 * The answer of the canned backend at this address, as the sandbox's proxy hands it over; null: there is none at it.
 * @param now s since 1970
 */
export function cannedAnswer(url: string, json: string, now: number): ProxyAnswer | null {
  if (!url.startsWith(STYLE_ADDRESS)) return null;
  const [, language = '', name = ''] = new URL(url).pathname.split('/');
  const state = styleStates.find((one) => one.name === name);
  const request = decodeRequest(json);
  if (state === undefined || request === null || state.outage === 'gateway')
    return { status: 502, type: 'text/html', body: 'no answer' };
  const business = businesses[language === 'ru' ? 'ru' : 'en'];
  const body = state.outage === 'keyless' ? statusResponse(401) : answerTo(request, state, business, now);
  return { status: 200, type: 'application/json', body: JSON.stringify(body) };
}

function answerTo({ content }: Request, state: StyleState, business: Business, now: number): ResponseBody {
  const { id, method } = content;
  const refusal = Object.entries(state.refuses).find(([name]) => name === method);
  if (refusal !== undefined && method !== 'ping') return exceptionResponse(id, refusal[1]);
  switch (method) {
    case 'ping':
      return successResponse(id, pong(state, business));
    case 'get_agent_status':
      return successResponse(id, statusOf(state, business, now));
    case 'get_contacts':
    case 'get_last_contacts':
      return successResponse(id, contactsOf(business, content.params));
    case 'get_outcomes':
      return successResponse(id, outcomesOf(business));
    case 'get_note':
      return successResponse(id, state.note?.(new StyleCalls(business, now)) ?? null);
    case 'get_open_notes':
      return successResponse(id, state.openNotes(new StyleCalls(business, now)));
    case 'get_missed_clients':
      return successResponse(id, {
        revision: REVISION,
        clients: state.clients?.(new StyleCalls(business, now)) ?? [],
      });
    case 'get_history':
      return successResponse(id, state.history?.(new StyleCalls(business, now)) ?? null);
    default:
      return successResponse(id, null);
  }
}

function pong(
  { wantsProof, refuses, note, clients, history }: StyleState,
  { users }: Business,
): Result<'ping'> {
  const [user] = users;
  const isAgent = user !== undefined && !wantsProof && refuses.ping === undefined;
  return {
    ping: 'pong',
    server: SERVER,
    agent: isAgent ? { extension: user.extension, name: user.name } : null,
    // A backend that lists `open_session` wants a proven user.
    methods: wantsProof
      ? ['ping', 'open_session']
      : Object.keys(methods).filter(
          (one) =>
            one !== 'open_session' &&
            (note !== null || !noteMethods.includes(one)) &&
            (clients !== null || !missedMethods.includes(one)) &&
            (history !== null || !historyMethods.includes(one)),
        ),
    identity: wantsProof ? { is_proven: false } : null,
  };
}

/** As a backend with these settings answers. */
function outcomesOf({ outcomes }: Business): Result<'get_outcomes'> {
  const { waitSeconds, list } = v.parse(outcomeSettingsSchema, outcomes ?? { list: [] });
  return {
    wait_seconds: waitSeconds,
    required: 'never',
    required_lines: [],
    outcomes: list.map(({ id, text, callStatus, task }) => ({
      id,
      text,
      lines: null,
      call_status: callStatus ?? null,
      task: task === undefined ? null : { text: task.text, in_minutes: task.inMinutes },
    })),
  };
}

function statusOf(state: StyleState, business: Business, now: number): Result<'get_agent_status'> {
  const make = new StyleCalls(business, now);
  const note = state.note?.(make) ?? null;
  const calls = state.calls(make).map((call) => ({
    ...call,
    ...(note !== null && call.phase !== 'RINGING' && { note: { writer: note.writer } }),
  }));
  const isOver = calls.length > 0 && calls.every(({ phase }) => phase === 'ENDED');
  return {
    status: 'NOT_CONVERSATION',
    call_info: null,
    calls,
    missed: [...state.missed(make)],
    revision: REVISION,
    ...(state.clients !== null && { missed_clients: REVISION }),
    telephony_link: state.isUnlinked ? 'DOWN' : 'UP',
    server_time: isOver ? now - ENDED_LAG_S : now,
  };
}

/** The colleague and the contacts of the business whose names hold the text, as a phone book gives them. */
function contactsOf(business: Business, params: Request['content']['params']): Result<'get_contacts'> {
  const typed = typeof params['start_with'] === 'string' ? params['start_with'].toLowerCase() : '';
  const colleague = business.users[1];
  return [
    ...(colleague
      ? [{ uuid: 'c', name: colleague.name, phone: colleague.extension, presence: 'TALKING' }]
      : []),
    ...business.cards
      .filter(({ kind }) => kind === 'contacts')
      .map(({ id, name, phones }) => ({ uuid: id, name, phone: dialable(phones[0]), presence: null })),
  ]
    .filter(({ name }) => name.toLowerCase().includes(typed))
    .slice(0, 6);
}
