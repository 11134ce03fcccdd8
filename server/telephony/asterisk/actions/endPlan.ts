import type { LegView } from '../LegView';
import { hangUp, setVariables } from './channelActions';
import { endConsultPlan } from './consultPlan';
import { actionPlan, type ActionPlan } from './ActionPlan';

/** Ends the agent's call: the consultation goes back to the client, the client's call leaves the consultation be. */
export function endPlan(leg: LegView): ActionPlan {
  const { client } = leg;
  if (client === null) return actionPlan(hangUp(leg.channel));
  if (leg.consultOf !== null) return endConsultPlan(leg);
  if (leg.consulting !== null) return actionPlan(hangUp(client.channel));
  // Else the dialplan would have the client ring the agent again.
  return actionPlan(hangUp(leg.channel), {
    marks: setVariables(leg.channel, { ASTERISKNG_DONE: '1' }),
    undo: setVariables(leg.channel, { ASTERISKNG_DONE: '' }),
    after: [hangUp(client.channel)],
  });
}

/** Refuses the call that rings; it may ring on elsewhere. */
export function rejectPlan(leg: LegView): ActionPlan {
  const [first = leg.channel, ...others] = leg.channels;
  return actionPlan(hangUp(first, 21), { after: others.map((channel) => hangUp(channel, 21)) });
}
