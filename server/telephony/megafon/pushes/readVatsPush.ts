/** What happened to one phone of a call. */
export const vatsEventTypes = [
  'INCOMING',
  'OUTGOING',
  'ACCEPTED',
  'COMPLETED',
  'CANCELLED',
  'TRANSFERRED',
] as const;

/** One of `vatsEventTypes`. */
export type VatsEventType = (typeof vatsEventTypes)[number];

/** Which way a call goes. */
export type VatsWay = 'in' | 'out' | 'internal';

/** How a call came out, as the history has it; `unknown`: in a word that we do not know. */
export type VatsStatus =
  'answered' | 'missed' | 'cancelled' | 'busy' | 'noAnswer' | 'refused' | 'notFound' | 'unknown';

/** What a push of MegaFon's VATS is about. Numbers, times and links are read by those who need them. */
export type ReadVatsPush =
  | { kind: 'contact' }
  | { kind: 'rating'; callid: string }
  | { kind: 'event'; callid: string; type: VatsEventType; way: VatsWay | null }
  | { kind: 'history'; callid: string; status: VatsStatus; way: VatsWay | null; durationS: number }
  /** Nothing that anybody has a use for. */
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
 * Reads what a push is about. The backend and the module inside ELMA365 share this reader, so this file imports nothing,
 * uses ES2015 alone and has names that no other file of the module has. Never fails.
 * @param field value of a field without blanks around it; empty: there is none
 */
export function readVatsPush(field: (name: string) => string): ReadVatsPush {
  const cmd = field('cmd').toLowerCase();
  if (cmd === 'contact') return { kind: 'contact' };
  if (cmd !== 'event' && cmd !== 'history' && cmd !== 'rating') return { kind: 'ignored', what: 'cmd' };
  const callid = vatsCallid(field('callid'));
  if (callid === null) return { kind: 'broken', why: 'no callid' };
  if (cmd === 'rating') return { kind: 'rating', callid };
  if (cmd === 'history') {
    const way = vatsWay(field('type'));
    return {
      kind: 'history',
      callid,
      way: way === null ? vatsWay(field('direction')) : way,
      status: vatsStatus(field('status'), field('type')),
      durationS: vatsSeconds(field('duration')) || 0,
    };
  }
  const name = field('type').toUpperCase();
  const type = vatsEventTypes.find((one) => one === name);
  if (type === undefined) return { kind: 'ignored', what: 'type' };
  const told = vatsWay(field('direction'));
  // Somebody here makes an outgoing call, be it to a colleague.
  const way = type === 'OUTGOING' && told !== 'internal' ? 'out' : told;
  return { kind: 'event', callid, type, way };
}

/** A call's id that can be used; null: it is none. */
export function vatsCallid(text: string): string | null {
  return VATS_CALLID.test(text) ? text : null;
}

/** @param text in, out, internal or missed, in any letters */
export function vatsWay(text: string): VatsWay | null {
  const word = text.toLowerCase();
  if (word === 'out' || word === 'internal') return word;
  return word === 'in' || word === 'missed' ? 'in' : null;
}

/** @param type tells it too when it is `missed` */
export function vatsStatus(status: string, type: string): VatsStatus {
  const word = status.toLowerCase().replace(/[\s_-]/g, '');
  if (word === '' && type.toLowerCase() === 'missed') return 'missed';
  return VATS_STATUSES.get(word) || 'unknown';
}

/** Whole seconds; null for all that is no such number. */
export function vatsSeconds(text: string): number | null {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : null;
  return seconds !== null && seconds <= LONGEST_VATS_CALL_S ? seconds : null;
}
