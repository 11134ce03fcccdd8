import { CommandFault } from '../../../calls/CommandFault';
import type { LegView } from '../LegView';
import { hangUp, setVariables } from './channelActions';
import { endConsultPlan } from './consultPlan';
import { actionPlan, type ActionPlan } from './ActionPlan';

/** Ends the agent's call. Ending a consultation returns to the client; ending the client's call keeps the consultation. */
export function endPlan(leg: LegView): ActionPlan {
  const { client, peer, isLogin } = leg;
  // The end of a login's own channel would log the agent out of the queues.
  if (isLogin === true && client === null) {
    if (peer === null) throw new CommandFault('WrongPhase');
    return actionPlan(hangUp(peer.channel));
  }
  if (client === null) return actionPlan(hangUp(leg.channel));
  if (leg.consultOf !== null) return endConsultPlan(leg);
  // The dialplan frees the agent's leg once the client on hold has gone: a login logs in again.
  if (leg.consulting !== null || leg.loginPlace !== undefined) return actionPlan(hangUp(client.channel));
  // Without the mark the dialplan would call the agent back for the client.
  return actionPlan(hangUp(leg.channel), {
    marks: setVariables(leg.channel, { ASTERISKNG_DONE: '1' }),
    undo: setVariables(leg.channel, { ASTERISKNG_DONE: '' }),
    after: [hangUp(client.channel)],
  });
}

/** Rejects a ringing call; it may continue to ring elsewhere. */
export function rejectPlan(leg: LegView): ActionPlan {
  const [first = leg.channel, ...others] = leg.channels;
  return actionPlan(hangUp(first, 21), { after: others.map((channel) => hangUp(channel, 21)) });
}
