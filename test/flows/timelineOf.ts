import { actorVoices } from './actorVoices';
import type { PhoneCall, PhoneMoment, Timeline } from './Timeline';

/** The client's number in these timelines. */
export const NUMBER = '+79101000001';

/** ms, phase, and whose voice is heard. */
type Moment = readonly [number, PhoneMoment['phase'], string?];

/** @param heard whose tones, in the order of the moments */
export function phoneCall(
  phone: PhoneCall['phone'],
  isOut: boolean,
  number: string,
  ...heard: readonly Moment[]
): PhoneCall {
  const moments = heard.map(([at, phase, voice]) => {
    return { at, phase, hears: voice === undefined ? [] : [voice], isHolding: false, isMuted: false };
  });
  const own = phone === 'client' ? NUMBER : `100${actorVoices[phone].slice(-1)}`;
  const asked = { refused: null, isOrdered: false, clicked: null, consults: [] };
  return { phone, isOut, number, own, ...asked, moments };
}

export const timelineOf = (...calls: readonly PhoneCall[]): Timeline => ({
  calls,
  away: [],
  voices: actorVoices,
});
