import type { Ecss10FaultReason } from '../telephony/ecss10/Ecss10Fault';

/** Why the softswitch can't be used from this page. A closed set: the widget has a text for each. */
export type PageFault =
  /** The user's profile in amoCRM has no number of a subscriber. */
  | 'noNumber'
  /** The certificate is not trusted, or nothing answers: a browser does not say which. */
  | 'notReached'
  /** The browser denies this site access to the local network. */
  | 'localNetwork'
  | 'wrongKey'
  /** The alias probably lacks `api\call\enabled`. */
  | 'notPermitted'
  /** Something else than the Call API answers. */
  | 'badAnswer';

/** Converts the driver's fault to the page's. After a refused list of calls the driver tries again too. */
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

/** Must a person fix something first, so that retrying soon is useless? */
export function isClearNo(fault: PageFault): boolean {
  return fault !== 'notReached' && fault !== 'badAnswer';
}
