import { phoneDigits } from '../phoneDigits';
import { readVatsTime } from '../vatsTime';
import { fieldOf, type PushFields } from './readFields';
import { eventTypes, type HistoryStatus, type VatsPush, type Way } from './VatsPush';

/** Statuses without blanks in lower case: their letter case differs from tenant to tenant. */
const STATUSES: ReadonlyMap<string, HistoryStatus> = new Map<string, HistoryStatus>([
  ['success', 'answered'],
  ['missed', 'missed'],
  ['cancel', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['busy', 'busy'],
  ['noanswer', 'noAnswer'],
  ['notavailable', 'noAnswer'],
  ['notallowed', 'refused'],
  ['notfound', 'refused'],
]);

/** Longest call that is believed, s. */
const LONGEST_S = 604_800;

/** A call's id: it gets into the log and into keys. */
const CALLID = /^[\x21-\x7e]{1,128}$/;

/** What a push says. Never fails; what makes no sense in a field is as if the field were not there. */
export function readPush(fields: PushFields): VatsPush {
  const field = (name: string): string => fieldOf(fields, name);
  const cmd = field('cmd').toLowerCase();
  const number = phoneDigits(fields.values.get('phone') ?? '');
  if (cmd === 'contact') return { kind: 'contact', number };
  if (cmd !== 'event' && cmd !== 'history' && cmd !== 'rating')
    return { kind: 'ignored', why: 'another cmd' };
  const callid = field('callid');
  if (!CALLID.test(callid)) return { kind: 'broken', why: 'no callid' };
  const user = field('user').slice(0, 128);
  if (cmd === 'rating') return { kind: 'rating', callid, rating: field('rating').slice(0, 20), user };
  const base = {
    callid,
    user,
    ext: /^\d{1,8}$/.test(field('ext')) ? field('ext') : '',
    number,
    via: phoneDigits(field('diversion')) || phoneDigits(field('telnum')) || null,
  };
  if (cmd === 'history')
    return {
      kind: 'history',
      ...base,
      way: wayOf(field('type')),
      status: statusOf(field('status'), field('type')),
      startedAt: readVatsTime(field('start')),
      durationS: secondsOf(field('duration')) ?? 0,
      waitS: secondsOf(field('wait')),
      link: webLink(field('link')),
    };
  const type = eventTypes.find((one) => one === field('type').toUpperCase());
  if (type === undefined) return { kind: 'ignored', why: 'another type of event' };
  const way = type === 'OUTGOING' ? outgoing(wayOf(field('direction'))) : wayOf(field('direction'));
  const second = field('second_callid');
  return { kind: 'event', ...base, type, way, secondCallid: CALLID.test(second) ? second : null };
}

/** The way of a call that somebody here makes. */
function outgoing(told: Way | null): Way {
  return told === 'internal' ? 'internal' : 'out';
}

/** @param text in, out, internal or missed, in any letters */
export function wayOf(text: string): Way | null {
  const word = text.toLowerCase();
  if (word === 'out' || word === 'internal') return word;
  return word === 'in' || word === 'missed' ? 'in' : null;
}

/** @param type tells it too when it is `missed` */
export function statusOf(status: string, type: string): HistoryStatus {
  const word = status.toLowerCase().replace(/[\s_-]/g, '');
  if (word === '' && type.toLowerCase() === 'missed') return 'missed';
  return STATUSES.get(word) ?? 'unknown';
}

/** Whole seconds; null for all that is no such number. */
function secondsOf(text: string): number | null {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : null;
  return seconds !== null && seconds <= LONGEST_S ? seconds : null;
}

/** A link that may stand in amoCRM; null: it is none. */
export function webLink(text: string): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username + password === '' ? text : null;
}
