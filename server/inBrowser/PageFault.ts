import type { Ecss10FaultReason } from '../telephony/ecss10/Ecss10Fault';

/** Why the softswitch can't be used from this page. A closed set: the widget has a text for each. */
export type PageFault =
  /** The user's profile in amoCRM has no number of a subscriber. */
  | 'noNumber'
  /** The certificate is not trusted, or nothing answers: a browser does not tell which. */
  | 'notReached'
  /** The browser was told not to let this site into the local network. */
  | 'localNetwork'
  | 'wrongKey'
  /** The alias lacks `api\call\enabled`, as far as can be told. */
  | 'notPermitted'
  /** Something else than the Call API answers. */
  | 'badAnswer';

/** What the driver says of a login, in the words of the page. A refused list of calls is tried anew all the same. */
export function pageFault(reason: Ecss10FaultReason, isLocalNetworkDenied: boolean): PageFault {
  switch (reason) {
    case 'wrongKey':
    case 'notPermitted':
    case 'badAnswer':
      return reason;
    case 'certificate':
    case 'unreachable':
    case 'timeout':
    case 'sessionLost':
    case 'phoneNotRegistered':
    case 'busy':
    case 'unknownCall':
    case 'refused':
      return isLocalNetworkDenied ? 'localNetwork' : 'notReached';
  }
}

/** A person has to do something first: to ask again soon is of no use. */
export function isClearNo(fault: PageFault): boolean {
  return fault !== 'notReached' && fault !== 'badAnswer';
}
