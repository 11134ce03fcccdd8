import type { AmiMessage } from '../ami/AmiMessage';
import type { ChannelKey } from '../LegView';

/** Is this the event by which something is known to be so? */
export type EventPredicate = (event: AmiMessage) => boolean;

type Uniqueid = ChannelKey['uniqueid'];

/** There is a channel with this Uniqueid. */
export function appeared(uniqueid: Uniqueid): EventPredicate {
  return (event) => event['Event'] === 'Newchannel' && event['Uniqueid'] === uniqueid;
}

/**
 * The channel runs our part of the dialplan that notes this place as `ASTERISKNG_AT`, or is gone. Asterisk
 * acknowledges a Redirect when it is begun, and refuses another one until it is through (seen on 22).
 */
export function arrived({ uniqueid }: ChannelKey, place: 'hold' | 'wait' | 'consult'): EventPredicate {
  return (event) =>
    event['Uniqueid'] === uniqueid &&
    (event['Event'] === 'Hangup' ||
      (event['Event'] === 'VarSet' && event['Variable'] === 'ASTERISKNG_AT' && event['Value'] === place));
}

/** The channel has come into a bridge, or is gone. */
export function joined({ uniqueid }: ChannelKey): EventPredicate {
  return (event) =>
    event['Uniqueid'] === uniqueid && (event['Event'] === 'Hangup' || event['Event'] === 'BridgeEnter');
}
