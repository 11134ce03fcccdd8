import type { Ecss10FaultReason } from './Ecss10Fault';

/** What a fault means and the way out, in plain words. `origin` is `https://host:port`. */
export function adviceFor(
  reason: Ecss10FaultReason,
  { origin, number }: { readonly origin: string; readonly number: string | null },
): string {
  const alias = number ?? 'each agent';
  switch (reason) {
    case 'certificate':
      return (
        `The certificate of ${origin} is not trusted. Open ${origin}/ to look at it; copy ` +
        '/etc/ecss/ssl/call_api.crt from the softswitch and name it in telephony.caFile'
      );
    case 'unreachable':
      return `The softswitch can not be reached at ${origin}: look at telephony.address, telephony.port and the network`;
    case 'wrongKey':
      return 'Client id or API key is wrong: look with /domain/<DOMAIN>/integrations/list, enter the key in ASTERISKNG_ECSS10_KEY';
    case 'notPermitted':
      return (
        `The softswitch does not let ${alias} in: set the property of the alias with ` +
        `/domain/<DOMAIN>/alias/set ${number ?? '<NUMBER>'} <INTERFACE GROUP> <INTERFACE> api\\call\\enabled true`
      );
    case 'phoneNotRegistered':
      return `The phone of ${alias} is not registered at the softswitch: switch it on and look at its account`;
    case 'busy':
      return 'The softswitch is still busy with the same command: wait a moment';
    case 'unknownCall':
      return 'The softswitch does not know the call any more';
    case 'refused':
      return 'The softswitch has refused the command';
    case 'sessionLost':
      return 'This node of the softswitch does not know our token any more: we log in anew';
    case 'timeout':
      return `The softswitch at ${origin} does not answer in time`;
    case 'badAnswer':
      return `What answers at ${origin} does not speak as expected: look at telephony.port and telephony.profile`;
  }
}

/** CSTA can't be asked for: nothing public tells of it. */
export const CSTA_ADVICE =
  'If only calls begun by a click are shown, CSTA is off: /api/csta/set enabled true in CoCon. It can not be seen from here.';
