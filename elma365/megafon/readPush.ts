import type { CallOutcome, CallWay } from '../core/callWords';
import { phoneDigits } from '../core/phoneNumbers';
import { fieldOf, type PushFields } from '../core/readFields';
import {
  readVatsPush,
  type VatsEventType,
  type VatsStatus,
} from '../../server/telephony/megafon/pushes/readVatsPush';

/** What happened to one phone, of what ELMA365 has a place for. */
export type EventType = Exclude<VatsEventType, 'TRANSFERRED'>;

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

const OUTCOMES: Record<VatsStatus, CallOutcome> = {
  answered: 'answered',
  missed: 'noAnswer',
  cancelled: 'cancelled',
  busy: 'busy',
  noAnswer: 'noAnswer',
  refused: 'cancelled',
  notFound: 'noAnswer',
  unknown: 'unknown',
};

/** What a push says. Never fails. */
export function readPush(fields: PushFields): VatsPush {
  const read = readVatsPush((name) => fieldOf(fields, name));
  switch (read.kind) {
    case 'rating':
      return { kind: 'ignored', why: 'cmd rating' };
    case 'event':
      if (read.type === 'TRANSFERRED') return { kind: 'ignored', why: 'type TRANSFERRED' };
      return { kind: 'event', type: read.type, ...readBase(fields, read.callid, read.way || '') };
    case 'history':
      return {
        kind: 'history',
        ...readBase(fields, read.callid, read.way || ''),
        outcome: OUTCOMES[read.status],
        durationS: read.durationS,
        startedAt: readTime(fieldOf(fields, 'start')),
        link: fieldOf(fields, 'link'),
        via: fieldOf(fields, 'diversion'),
        group: fieldOf(fields, 'groupRealName') || fieldOf(fields, 'group'),
      };
    case 'ignored':
      return { kind: 'ignored', why: whyIgnored(read.what, fieldOf(fields, read.what)) };
    default:
      return read;
  }
}

function whyIgnored(name: 'cmd' | 'type', value: string): string {
  const text = name === 'cmd' ? value.toLowerCase() : value.toUpperCase();
  return text === '' && name === 'cmd' ? 'no cmd' : name + ' ' + text.slice(0, 40);
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

/** Takes `20260405T120000Z` and ISO with an offset. */
function readTime(text: string): string {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6');
  const at = /^\d{4}-\d\d-\d\dT/.test(iso) ? Date.parse(iso) : NaN;
  return isNaN(at) ? '' : new Date(at).toISOString();
}
