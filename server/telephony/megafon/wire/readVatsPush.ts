import { phoneDigits } from './phoneDigits';
import { fieldOf, type PushFields } from './readPushFields';
import { readVatsTime } from './readVatsTime';

/** What happened to one phone of a call. */
const vatsEventTypes = ['INCOMING', 'OUTGOING', 'ACCEPTED', 'COMPLETED', 'CANCELLED', 'TRANSFERRED'] as const;

/** One of `vatsEventTypes`. */
export type VatsEventType = (typeof vatsEventTypes)[number];

/** Which way a call goes. */
export type VatsWay = 'in' | 'out' | 'internal';

/** How a call came out, as the history has it; `unknown`: in a word that we do not know. */
export type VatsStatus =
  'answered' | 'missed' | 'cancelled' | 'busy' | 'noAnswer' | 'refused' | 'notFound' | 'unknown';

/** What each push about a call has. */
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
  /** Null: not told. */
  way: VatsWay | null;
  /** Internal number as it came; may be empty. */
  ext: string;
}

/** A call is over. */
interface PushOfHistory extends PushOfCall {
  kind: 'history';
  status: VatsStatus;
  /** Null: not told. */
  way: VatsWay | null;
  /** Internal number as it came; may be empty. */
  ext: string;
  /** ms since 1970; null: not told. */
  startedAt: number | null;
  /** Whole call, s. */
  durationS: number;
}

/** What a push of MegaFon's VATS says. Links and numbers of our own are read by those who need them. */
export type ReadVatsPush =
  /** Who calls, and for whom is it? A call rings meanwhile. */
  | { kind: 'contact'; number: string }
  | (PushOfCall & { kind: 'rating' })
  | PushOfEvent
  | PushOfHistory
  /** Nothing that we have a use for: a field with another word. */
  | { kind: 'ignored'; what: 'cmd' | 'type' }
  /** It can't be used. */
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

/** Longest call that is believed, s. */
const LONGEST_VATS_CALL_S = 604800;

/** A call's id, of printable characters alone: it gets into the log and into keys. */
const VATS_CALLID = /^[\x20-\x7e]{1,128}$/;

/**
 * Reads a push. The backend and the module inside ELMA365 share this folder: so its files import only each other, use
 * ES2015 alone and declare no name that another file of the module has. Never fails; what makes no sense in a field
 * is as if the field were not there.
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
  // Somebody here makes an outgoing call, be it to a colleague.
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

/** A call's id that can be used; null: it is none. */
export function vatsCallid(text: string): string | null {
  return VATS_CALLID.test(text) ? text : null;
}

/** @param text in, out, internal or missed, in any letters */
function vatsWay(text: string): VatsWay | null {
  const word = text.toLowerCase();
  if (word === 'out' || word === 'internal') return word;
  return word === 'in' || word === 'missed' ? 'in' : null;
}

/** @param type tells it too when it is `missed` */
function vatsStatus(status: string, type: string): VatsStatus {
  const word = status.toLowerCase().replace(/[\s_-]/g, '');
  if (word === '' && type.toLowerCase() === 'missed') return 'missed';
  return VATS_STATUSES.get(word) || 'unknown';
}

/** Whole seconds; null for all that is no such number. */
export function vatsSeconds(text: string): number | null {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : null;
  return seconds !== null && seconds <= LONGEST_VATS_CALL_S ? seconds : null;
}
