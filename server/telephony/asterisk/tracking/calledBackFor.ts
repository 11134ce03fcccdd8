import type { CallBook } from './CallBook';
import type { Leg } from './Leg';

/**
 * Whom Asterisk calls a phone back for, which has consulted by keys and left before the answer: no event names the caller of this
 * call, yet the transfer is not over, so the phone's first channel lives on, and the client's number is shown.
 * @param shown number of who is shown as calling; null: not known
 * @returns the id of the leg that waits; null: it is no such call
 */
export function calledBackFor(book: CallBook, leg: Leg, shown: string | null): string | null {
  if (leg.extension === null) return null;
  for (const { legs } of book.all())
    for (const one of legs.values()) {
      if (one.end !== null || !one.isLeaving || deviceOf(one) !== deviceOf(leg)) continue;
      const { transferee = null, how, isByPhone } = one.transfer ?? {};
      if (transferee === null || how !== 'attended' || isByPhone === true) continue;
      if (transferee.number === shown && book.leg(transferee.id)?.end === null) return transferee.id;
    }
  return null;
}

/** Such as `PJSIP/101`. */
const deviceOf = ({ channel }: Leg): string => channel.slice(0, channel.lastIndexOf('-'));
