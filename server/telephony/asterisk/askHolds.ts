import type { Ami } from './ami/Ami';
import type { AmiMessage } from './ami/AmiMessage';

/** Channels that are asked about at once. */
const AT_ONCE = 50;
/** Asterisk's state of a channel that was answered. */
const UP = '6';
const NO_ANSWER: AmiMessage = {};

/**
 * Asks of each talk whether its phone has the other end on hold: the answer to `Status` does not tell, and a phone may have held or
 * resumed while no one listened. chan_pjsip alone can say it (`CHANNEL(rtp,hold)`, since Asterisk 12). It is no variable of `Status`:
 * that would be evaluated with the channel locked, and is logged as a fault for other drivers.
 * @param statuses the events of the answer to `Status`
 * @returns by the channel's id; a channel that is gone, or can't be asked, is left out
 */
export async function askHolds(
  ami: Pick<Ami, 'send'>,
  statuses: readonly AmiMessage[],
): Promise<ReadonlyMap<string, boolean>> {
  const asked = statuses.filter(isTalking);
  const holds = new Map<string, boolean>();
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    await Promise.all(
      asked.slice(from, from + AT_ONCE).map(async ({ Channel = '', Uniqueid = '' }) => {
        const fields = { Channel, Variable: 'CHANNEL(rtp,hold)' };
        const { Value } = await ami.send({ name: 'Getvar', fields }).then(
          ({ response }) => response,
          () => NO_ANSWER,
        );
        if (Value === '0' || Value === '1') holds.set(Uniqueid, Value === '1');
      }),
    );
  }
  return holds;
}

const isTalking = ({ Event, Channel, ChannelState, BridgeID }: AmiMessage): boolean =>
  Event === 'Status' &&
  Channel?.startsWith('PJSIP/') === true &&
  ChannelState === UP &&
  (BridgeID ?? '') !== '';
