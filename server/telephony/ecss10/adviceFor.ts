import { sameInAll, type Message } from '../../system/Message';
import type { Ecss10FaultReason } from './Ecss10Fault';
import { ecss10Advice as advice } from './messages';

/** What a fault means and how to fix it. `origin` is `https://host:port`. */
export function adviceFor(
  reason: Ecss10FaultReason,
  { origin, number }: { readonly origin: string; readonly number: string | null },
): Message {
  const alias = number === null ? advice.eachAgent : sameInAll(number);
  switch (reason) {
    case 'certificate':
    case 'unreachable':
    case 'timeout':
    case 'badAnswer':
      return advice[reason](origin);
    case 'notPermitted':
      return advice.notPermitted(alias, number ?? '<NUMBER>');
    case 'phoneNotRegistered':
      return advice.phoneNotRegistered(alias);
    case 'wrongKey':
    case 'busy':
    case 'unknownCall':
    case 'refused':
    case 'sessionLost':
      return advice[reason];
  }
}
