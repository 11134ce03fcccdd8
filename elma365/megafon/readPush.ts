import type { CallOutcome, CallWay } from '../core/callWords';
import { phoneDigits } from '../core/phoneNumbers';
import { fieldOf, type PushFields } from '../core/readFields';

/** What happened to one phone. */
const EVENTS = ['INCOMING', 'OUTGOING', 'ACCEPTED', 'COMPLETED', 'CANCELLED'] as const;
export type EventType = (typeof EVENTS)[number];

/** Which way a call goes as far as a push tells; empty: it does not. */
export type ToldWay = CallWay | 'internal' | '';

/** What each push about a call has. */
interface PushBase {
  callId: string;
  way: ToldWay;
  /** Login, department or switch, with a tenant or without; may be empty. */
  user: string;
  /** Internal number; may be empty. */
  ext: string;
  /** Digits; empty: hidden. */
  client: string;
}

export interface EventPush extends PushBase {
  kind: 'event';
  type: EventType;
}

export interface HistoryPush extends PushBase {
  kind: 'history';
  outcome: CallOutcome;
  durationS: number;
  /** ISO 8601 in UTC; empty: not told. */
  startedAt: string;
  link: string;
  /** Our number that was dialled. */
  via: string;
  group: string;
}

/** A push from the telephone system. */
export type VatsPush =
  | EventPush
  | HistoryPush
  | { kind: 'contact' }
  /** Nothing that ELMA365 has a place for. */
  | { kind: 'ignored'; why: string }
  /** It can't be used. */
  | { kind: 'broken'; why: string };

/** Statuses, in lower case: their letter case differs from tenant to tenant. */
const OUTCOMES: ReadonlyMap<string, CallOutcome> = new Map<string, CallOutcome>([
  ['success', 'answered'],
  ['missed', 'noAnswer'],
  ['cancel', 'cancelled'],
  ['busy', 'busy'],
  ['notavailable', 'noAnswer'],
  ['notfound', 'noAnswer'],
  ['notallowed', 'cancelled'],
  ['noanswer', 'noAnswer'],
]);

/** Longest call that is believed, s. */
const LONGEST_S = 7 * 86400;

/** What a push says. Never fails. */
export function readPush(fields: PushFields): VatsPush {
  const cmd = fieldOf(fields, 'cmd').toLowerCase();
  if (cmd === 'contact') return { kind: 'contact' };
  if (cmd !== 'event' && cmd !== 'history') {
    return { kind: 'ignored', why: cmd === '' ? 'no cmd' : 'cmd ' + cmd.slice(0, 40) };
  }
  const callId = fieldOf(fields, 'callid');
  if (callId === '') return { kind: 'broken', why: 'no callid' };
  return cmd === 'event' ? readEvent(fields, callId) : readHistory(fields, callId);
}

function readEvent(fields: PushFields, callId: string): VatsPush {
  const name = fieldOf(fields, 'type').toUpperCase();
  const type = EVENTS.find((one) => one === name);
  if (type === undefined) return { kind: 'ignored', why: 'type ' + name.slice(0, 40) };
  const way = type === 'OUTGOING' ? 'out' : wayOf(fieldOf(fields, 'direction'));
  return { kind: 'event', type, ...readBase(fields, callId, way) };
}

function readHistory(fields: PushFields, callId: string): VatsPush {
  const told = wayOf(fieldOf(fields, 'type'));
  const way = told === '' ? wayOf(fieldOf(fields, 'direction')) : told;
  const status = fieldOf(fields, 'status')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  return {
    kind: 'history',
    ...readBase(fields, callId, way),
    outcome: OUTCOMES.get(status) ?? 'unknown',
    durationS: readDuration(fieldOf(fields, 'duration')),
    startedAt: readTime(fieldOf(fields, 'start')),
    link: fieldOf(fields, 'link'),
    via: fieldOf(fields, 'diversion'),
    group: fieldOf(fields, 'groupRealName') || fieldOf(fields, 'group'),
  };
}

function readBase(fields: PushFields, callId: string, way: ToldWay): PushBase {
  return {
    callId,
    way,
    user: fieldOf(fields, 'user'),
    ext: fieldOf(fields, 'ext'),
    client: phoneDigits(fields.values.get('phone') ?? ''),
  };
}

function wayOf(text: string): ToldWay {
  const word = text.toLowerCase();
  if (word === 'out' || word === 'internal') return word;
  return word === 'in' || word === 'missed' ? 'in' : '';
}

/** Whole seconds; 0 for all that is no such number. */
function readDuration(text: string): number {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return seconds <= LONGEST_S ? seconds : 0;
}

/** Takes `20260405T120000Z` and ISO with an offset. */
function readTime(text: string): string {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6');
  const at = /^\d{4}-\d\d-\d\dT/.test(iso) ? Date.parse(iso) : NaN;
  return isNaN(at) ? '' : new Date(at).toISOString();
}
