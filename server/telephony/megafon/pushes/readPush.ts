import { readVatsPush, vatsCallid, vatsSeconds } from './readVatsPush';
import { phoneDigits } from '../phoneDigits';
import { readVatsTime } from '../vatsTime';
import { fieldOf, type PushFields } from './readFields';
import type { VatsPush } from './VatsPush';

/** What a push says. Never fails; what makes no sense in a field is as if the field were not there. */
export function readPush(fields: PushFields): VatsPush {
  const field = (name: string): string => fieldOf(fields, name);
  const read = readVatsPush(field);
  const number = phoneDigits(fields.values.get('phone') ?? '');
  const user = field('user').slice(0, 128);
  const base = {
    user,
    ext: /^\d{1,8}$/.test(field('ext')) ? field('ext') : '',
    number,
    via: phoneDigits(field('diversion')) || phoneDigits(field('telnum')) || null,
  };
  // Where ELMA365 takes any text for an id, ours is a key of the outbox and a word of the log.
  if ('callid' in read && read.callid.includes(' ')) return { kind: 'broken', why: 'a blank in callid' };
  switch (read.kind) {
    case 'contact':
      return { kind: 'contact', number };
    case 'rating':
      return { ...read, rating: field('rating').slice(0, 20), user };
    case 'event':
      return { ...read, ...base, secondCallid: secondCallid(field('second_callid')) };
    case 'history':
      return {
        ...read,
        ...base,
        startedAt: readVatsTime(field('start')),
        waitS: vatsSeconds(field('wait')),
        link: webLink(field('link')),
      };
    case 'ignored':
      return { kind: 'ignored', why: read.what === 'cmd' ? 'another cmd' : 'another type of event' };
    case 'broken':
      return read;
  }
}

/** Id of the call that takes over; null: none that we would take from a push of its own. */
function secondCallid(text: string): string | null {
  return text.includes(' ') ? null : vatsCallid(text);
}

/** A link that may stand in amoCRM; null: it is none. */
export function webLink(text: string): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username + password === '' ? text : null;
}
