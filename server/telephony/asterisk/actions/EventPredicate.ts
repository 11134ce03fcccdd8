import type { AmiMessage } from '../ami/AmiMessage';
import type { ChannelKey } from '../LegView';

/** Is this the event that proves that an action took effect? */
export type EventPredicate = (event: AmiMessage) => boolean;

/** Set by our part of the dialplan: where the channel has got to. */
export const PLACE_VARIABLE = 'ASTERISKNG_AT';

type Uniqueid = ChannelKey['uniqueid'];

/** A channel with this Uniqueid was created. */
export function channelCreated(uniqueid: Uniqueid): EventPredicate {
  return (event) => event['Event'] === 'Newchannel' && event['Uniqueid'] === uniqueid;
}

/**
 * The channel runs our part of the dialplan that sets `ASTERISKNG_AT` to this place, or is gone. Asterisk acknowledges
 * a Redirect when it begins, and refuses another one until it is complete (seen on 22).
 */
export function reachedPlace({ uniqueid }: ChannelKey, place: 'hold' | 'wait' | 'consult'): EventPredicate {
  return (event) =>
    event['Uniqueid'] === uniqueid &&
    (event['Event'] === 'Hangup' ||
      (event['Event'] === 'VarSet' && event['Variable'] === PLACE_VARIABLE && event['Value'] === place));
}

/** The channel has entered a bridge, or is gone. */
export function enteredBridge({ uniqueid }: ChannelKey): EventPredicate {
  return (event) =>
    event['Uniqueid'] === uniqueid && (event['Event'] === 'Hangup' || event['Event'] === 'BridgeEnter');
}
