import { phoneDigits } from './phoneDigits';
import { fieldOf, type PushFields } from './readPushFields';
import { readVatsTime } from './readVatsTime';

/** What happened to one phone of a call. */
const vatsEventTypes = ['INCOMING', 'OUTGOING', 'ACCEPTED', 'COMPLETED', 'CANCELLED', 'TRANSFERRED'] as const;

/** One of `vatsEventTypes`. */
export type VatsEventType = (typeof vatsEventTypes)[number];

/** Direction of a call. */
export type VatsWay = 'in' | 'out' | 'internal';

/** Outcome of a call, as the history has it; `unknown`: a status that is not in our table. */
export type VatsStatus =
  'answered' | 'missed' | 'cancelled' | 'busy' | 'noAnswer' | 'refused' | 'notFound' | 'unknown';

/** Fields of each push about a call. */
interface PushOfCall {
  callid: string;
  /** Login, department or switch, maybe with a tenant behind `@`; may be empty. */
  user: string;
  /** The client's number, digits; empty: hidden. */
  number: string;
}

/** Something happened to a phone. */
interface PushOfEvent extends PushOfCall {
  kind: 'event';
  type: VatsEventType;
  /** Null: not in the push. */
  way: VatsWay | null;
  /** Internal number as it came; may be empty. */
  ext: string;
}

/** A call is over. */
interface PushOfHistory extends PushOfCall {
  kind: 'history';
  status: VatsStatus;
  /** Null: not in the push. */
  way: VatsWay | null;
  /** Internal number as it came; may be empty. */
  ext: string;
  /** ms since 1970; null: not in the push. */
  startedAt: number | null;
  /** Whole call, s. */
  durationS: number;
}

/** A parsed push of MegaFon's VATS. Links and our own numbers are read by the callers that need them. */
export type ReadVatsPush =
  /** Asks for the caller's name and responsible agent while a call rings. */
  | { kind: 'contact'; number: string }
  | (PushOfCall & { kind: 'rating' })
  | PushOfEvent
  | PushOfHistory
  /** A push that is not used: `what` is the field with another value. */
  | { kind: 'ignored'; what: 'cmd' | 'type' }
  /** A push that is not valid. */
  | { kind: 'broken'; why: string };

/** Statuses without blanks in lower case: their letter case differs from tenant to tenant. */
const VATS_STATUSES: ReadonlyMap<string, VatsStatus> = new Map<string, VatsStatus>([
  ['success', 'answered'],
  ['missed', 'missed'],
  ['cancel', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['busy', 'busy'],
  ['noanswer', 'noAnswer'],
  ['notavailable', 'noAnswer'],
  ['notallowed', 'refused'],
  ['notfound', 'notFound'],
]);

/** Longest call duration that is accepted, s. */
const LONGEST_VATS_CALL_S = 604800;

/** A call's id of printable characters only, since it is logged and used in keys. */
const VATS_CALLID = /^[\x20-\x7e]{1,128}$/;

/**
 * Parses a push. The backend and the module inside ELMA365 share this folder, so its files import only each other and
 * `withoutExtension`, use ES2015 only and declare no name that another file of the module has. Never fails; a field with
 * an invalid value counts as missing.
 */
export function readVatsPush(fields: PushFields): ReadVatsPush {
  const field = (name: string): string => fieldOf(fields, name);
  const cmd = field('cmd').toLowerCase();
  const number = phoneDigits(fields.values.get('phone') ?? '');
  if (cmd === 'contact') return { kind: 'contact', number };
  if (cmd !== 'event' && cmd !== 'history' && cmd !== 'rating') return { kind: 'ignored', what: 'cmd' };
  const callid = vatsCallid(field('callid'));
  if (callid === null) return { kind: 'broken', why: 'no callid' };
  const call = { callid, number, user: field('user') };
  if (cmd === 'rating') return { kind: 'rating', ...call };
  if (cmd === 'history') return { kind: 'history', ...call, ...historyOf(field) };
  const name = field('type').toUpperCase();
  const type = vatsEventTypes.find((one) => one === name);
  if (type === undefined) return { kind: 'ignored', what: 'type' };
  const stated = vatsWay(field('direction'));
  // An OUTGOING push is of the person who makes the call, whatever its direction field says.
  const way = type === 'OUTGOING' && stated !== 'internal' ? 'out' : stated;
  return { kind: 'event', ...call, type, way, ext: field('ext') };
}

function historyOf(field: (name: string) => string): Omit<PushOfHistory, 'kind' | keyof PushOfCall> {
  return {
    way: vatsWay(field('type')) ?? vatsWay(field('direction')),
    ext: field('ext'),
    status: vatsStatus(field('status'), field('type')),
    startedAt: readVatsTime(field('start')),
    durationS: vatsSeconds(field('duration')) ?? 0,
  };
}

/** The text as a call's id; null: it is not valid. */
export function vatsCallid(text: string): string | null {
  return VATS_CALLID.test(text) ? text : null;
}

/** @param text in, out, internal or missed, in any letters */
function vatsWay(text: string): VatsWay | null {
  const word = text.toLowerCase();
  if (word === 'out' || word === 'internal') return word;
  return word === 'in' || word === 'missed' ? 'in' : null;
}

/** @param type may be `missed`, where the status is empty */
function vatsStatus(status: string, type: string): VatsStatus {
  const word = status.toLowerCase().replace(/[\s_-]/g, '');
  if (word === '' && type.toLowerCase() === 'missed') return 'missed';
  return VATS_STATUSES.get(word) || 'unknown';
}

/** Whole seconds; null: not a number, or too large. */
export function vatsSeconds(text: string): number | null {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : null;
  return seconds !== null && seconds <= LONGEST_VATS_CALL_S ? seconds : null;
}
