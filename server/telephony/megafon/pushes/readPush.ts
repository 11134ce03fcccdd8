import { phoneDigits } from '../wire/phoneDigits';
import { fieldOf, type PushFields } from '../wire/readPushFields';
import { readVatsPush, vatsCallid, vatsSeconds } from '../wire/readVatsPush';
import type { VatsPush } from './VatsPush';

/** Parses the fields of a push of the VATS. Never fails. */
export function readPush(fields: PushFields): VatsPush {
  const field = (name: string): string => fieldOf(fields, name);
  const read = readVatsPush(fields);
  // ELMA365 accepts a blank in an id; here the id is a key of the outbox and a field of the log.
  if ('callid' in read && read.callid.includes(' ')) return { kind: 'broken', why: 'a blank in callid' };
  switch (read.kind) {
    case 'rating': {
      const { kind, callid } = read;
      return { kind, callid, rating: field('rating').slice(0, 20), user: bounded(read.user) };
    }
    case 'event':
    case 'history': {
      const call = {
        user: bounded(read.user),
        ext: /^\d{1,8}$/.test(read.ext) ? read.ext : '',
        via: phoneDigits(field('diversion')) || phoneDigits(field('telnum')) || null,
      };
      if (read.kind === 'event')
        return { ...read, ...call, secondCallid: secondCallid(field('second_callid')) };
      return { ...read, ...call, waitS: vatsSeconds(field('wait')), link: webAddress(field('link')) };
    }
    case 'ignored':
      return { kind: 'ignored', why: read.what === 'cmd' ? 'another cmd' : 'another type of event' };
    case 'contact':
    case 'broken':
      return read;
  }
}

/** A user's name, cut to a length for the log. */
function bounded(user: string): string {
  return user.slice(0, 128);
}

/** Id of the call that takes over; null: none, or one that is not valid in a push of its own. */
function secondCallid(text: string): string | null {
  return text.includes(' ') ? null : vatsCallid(text);
}

/** An http(s) URL that amoCRM may show; null: it is none. */
export function webAddress(text: string): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username + password === '' ? text : null;
}
