import type { CallOutcome, CallWay } from '../core/callWords';
import { fieldOf, type PushFields } from '../../server/telephony/megafon/wire/readPushFields';
import {
  readVatsPush,
  type VatsEventType,
  type VatsStatus,
} from '../../server/telephony/megafon/wire/readVatsPush';

/** What happened to one phone, of what ELMA365 can show. */
export type PhoneChange = Exclude<VatsEventType, 'TRANSFERRED'>;

/** The call's direction in a push; empty: the push has none. */
export type PushWay = CallWay | 'internal' | '';

/** What each push about a call has. */
interface CallPush {
  callId: string;
  way: PushWay;
  /** Login, department or switch, with a tenant or without; may be empty. */
  user: string;
  /** Internal number; may be empty. */
  ext: string;
  /** Digits; empty: hidden. */
  client: string;
}

/** Something happened to an operator's phone. */
export interface PhoneEvent extends CallPush {
  kind: 'event';
  type: PhoneChange;
}

/** A call is over. */
export interface CallHistory extends CallPush {
  kind: 'history';
  outcome: CallOutcome;
  durationS: number;
  /** ISO 8601 in UTC; empty: not given. */
  startedAt: string;
  link: string;
  /** Our number that was dialled. */
  via: string;
  group: string;
}

/** A push from the telephone system, in the words of the CRM. */
export type CrmPush =
  | PhoneEvent
  | CallHistory
  | { kind: 'contact' }
  /** A push that ELMA365 can not show. */
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
export function readCrmPush(fields: PushFields): CrmPush {
  const read = readVatsPush(fields);
  switch (read.kind) {
    case 'rating':
      return { kind: 'ignored', why: 'cmd rating' };
    case 'event': {
      const { kind, type, callid, user, ext, number } = read;
      if (type === 'TRANSFERRED') return { kind: 'ignored', why: 'type TRANSFERRED' };
      return { kind, type, callId: callid, way: read.way ?? '', user, ext, client: number };
    }
    case 'history': {
      const { kind, callid, user, ext, number, durationS, startedAt } = read;
      return {
        ...{ kind, callId: callid, way: read.way ?? '', user, ext, client: number, durationS },
        outcome: OUTCOMES[read.status],
        startedAt: startedAt === null ? '' : new Date(startedAt).toISOString(),
        link: fieldOf(fields, 'link'),
        via: fieldOf(fields, 'diversion'),
        group: fieldOf(fields, 'groupRealName') || fieldOf(fields, 'group'),
      };
    }
    case 'contact':
      return { kind: 'contact' };
    case 'ignored':
      return { kind: 'ignored', why: whyIgnored(read.what, fieldOf(fields, read.what)) };
    case 'broken':
      return read;
  }
}

function whyIgnored(name: 'cmd' | 'type', value: string): string {
  const text = name === 'cmd' ? value.toLowerCase() : value.toUpperCase();
  return text === '' && name === 'cmd' ? 'no cmd' : name + ' ' + text.slice(0, 40);
}
