import type { CallBook } from './CallBook';
import type { Leg } from './Leg';

/**
 * Whom Asterisk calls a phone back for, which has consulted by keys and left before the answer: no event names the caller of this
 * call, yet the transfer is not over, so the phone's first channel lives on, and the client's number is shown.
 * @param shown number of who is shown as calling; null: not known
 * @returns the id of the leg that waits; null: it is no such call
 */
export function calledBackFor(book: CallBook, leg: Leg, shown: string | null): string | null {
  if (leg.extension === null || shown === null) return null;
  const listed: Leg[] = [];
  for (const { legs } of book.all())
    for (const one of legs.values()) {
      if (one.end !== null) continue;
      if (isWaitingSinceAbsence(book, one) && one.number === shown) listed.push(one);
      if (!one.isLeaving || deviceOf(one) !== deviceOf(leg)) continue;
      const { transferee = null, how, isByPhone } = one.transfer ?? {};
      if (transferee === null || how !== 'attended' || isByPhone === true) continue;
      if (transferee.number === shown && book.leg(transferee.id)?.end === null) return transferee.id;
    }
  return listed.length === 1 ? (listed[0]?.id ?? null) : null;
}

/**
 * Is it alone in a bridge, and was met after an absence? Asterisk lists no channel that has hung up, so who has left the consultation
 * is not known by then. The half of a Local channel waits for who is behind it.
 */
function isWaitingSinceAbsence(book: CallBook, { begin, extension, bridge }: Leg): boolean {
  if (begin !== 'listed' || extension !== null || bridge?.isTalk !== true) return false;
  return book.inBridge(bridge.id).size === 1;
}

/** Such as `PJSIP/101`. */
const deviceOf = ({ channel }: Leg): string => channel.slice(0, channel.lastIndexOf('-'));
