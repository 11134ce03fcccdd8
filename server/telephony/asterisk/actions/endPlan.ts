import type { LegView } from '../LegView';
import { hangUp, setVariables } from './channelActions';
import { backPlan } from './consultPlan';
import { plan, type Plan } from './Plan';

/** Ends the agent's call: the consultation goes back to the client, the client's call leaves the consultation be. */
export function endPlan(leg: LegView): Plan {
  const { client } = leg;
  if (client === null) return plan(hangUp(leg.channel));
  if (leg.consultOf !== null) return backPlan(leg);
  if (leg.consulting !== null) return plan(hangUp(client.channel));
  // Else the dialplan would have the client ring the agent again.
  return plan(hangUp(leg.channel), {
    marks: setVariables(leg.channel, { ASTERISKNG_DONE: '1' }),
    undo: setVariables(leg.channel, { ASTERISKNG_DONE: '' }),
    after: [hangUp(client.channel)],
  });
}

/** Refuses the call that rings; it may ring on elsewhere. */
export function rejectPlan(leg: LegView): Plan {
  const [first = leg.channel, ...others] = leg.channels;
  return plan(hangUp(first, 21), { after: others.map((channel) => hangUp(channel, 21)) });
}
